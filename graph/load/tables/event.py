"""Tables of Event nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Event": NodeTable("evnt", ("starts", "ends")),
}
EDGES = {
    "HELD_IN": EdgeTable((("Event", "City"),)),
    "HOSTED_BY": EdgeTable((("Event", "Office"),)),
    "STATED_BY": EdgeTable((("Event", "Source"),), ("checked",)),
}
VALUES = {
    "Event.mode": "ON_SITE ONLINE HYBRID",
    "Event.kind": "FAIR EXHIBITION OPEN_DAY PRESENTATION CONFERENCE ROUND_TABLE OLYMPIAD COURSE",
}
