"""Tables of Country nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import NodeTable

NODES = {
    "Country": NodeTable("ctry"),
}
