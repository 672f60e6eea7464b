"""Tables of Quota nodes: labels and relationship types that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Quota": NodeTable("quot"),
}
EDGES = {
    "GIVEN_TO": EdgeTable((("Quota", "Country"),)),
    "DISTRIBUTED_BY": EdgeTable((("Quota", "Office"),)),
    "STATED_BY": EdgeTable((("Quota", "Source"),), ("checked",)),
}
