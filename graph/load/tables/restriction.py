"""Tables of Restriction nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable

NODES = {
    "Restriction": NodeTable("rest", SPAN),
}
EDGES = {
    "IMPOSED_BY": EdgeTable((("Restriction", "Country"),)),
    "APPLIES_TO": EdgeTable((("Restriction", "Country"),)),
    "STATED_BY": EdgeTable((("Restriction", "Source"),), ("checked",)),
}
VALUES = {
    "Restriction.kind": "ENTRY VISA PAYMENT EXPORT RECOGNITION",
}
