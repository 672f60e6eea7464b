"""Tables of City nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "City": NodeTable("city"),
}
EDGES = {
    "IN_COUNTRY": EdgeTable((("City", "Country"),)),
    "IN_REGION": EdgeTable((("City", "Region"),)),
}
