"""Tables of Region nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Region": NodeTable("regn"),
}
EDGES = {
    "PART_OF": EdgeTable((("Region", "Country"),)),
}
