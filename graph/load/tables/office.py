"""Tables of Office nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable

NODES = {
    "Office": NodeTable("offi"),
}
EDGES = {
    "COVERS": EdgeTable((("Office", "Country"),), SPAN, parallel=True),
    "HOUSED_IN": EdgeTable((("Office", "City"),)),
    "STATED_BY": EdgeTable((("Office", "Source"),), ("checked",)),
}
VALUES = {
    "Office.kind": "HEADQUARTERS RUSSIAN_HOUSE REPRESENTATION PARTNER_HOUSE BRANCH",
}
