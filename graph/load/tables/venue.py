"""Tables of Venue nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Venue": NodeTable("venu"),
}
EDGES = {
    "RUN_BY": EdgeTable((("Venue", "Office"),)),
    "STANDS_IN": EdgeTable((("Venue", "City"),)),
    "STATED_BY": EdgeTable((("Venue", "Source"),), ("checked",)),
}
VALUES = {
    "Venue.kind": "HALL ROOM EXHIBITION_SPACE OPEN_AIR",
    "Venue.terms": "OWN FREE SHARED_COSTS RENT",
}
