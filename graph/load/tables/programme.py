"""Tables of Programme nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Programme": NodeTable("prog"),
}
EDGES = {
    "OFFERED_BY": EdgeTable((("Programme", "University"),)),
    "BASED_ON": EdgeTable((("Programme", "Agreement"),)),
    "STATED_BY": EdgeTable((("Programme", "Source"),), ("checked",)),
}
VALUES = {
    "Programme.mode": "FULL_TIME PART_TIME ONLINE BLENDED",
    "Programme.degree": "SINGLE JOINT DOUBLE",
}
