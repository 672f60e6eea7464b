"""Tables of Participation nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable, Owned

NODES = {
    "Participation": NodeTable("part"),
}
EDGES = {
    "AT_EVENT": EdgeTable((("Participation", "Event"),)),
    "OF_UNIVERSITY": EdgeTable((("Participation", "University"),)),
    "STATED_BY": EdgeTable((("Participation", "Source"),), ("checked",)),
}
OWNED = (Owned("Event", "AT_EVENT", "Participation", backwards=True),)
VALUES = {
    "Participation.role": "ORGANISER EXHIBITOR SPEAKER VISITOR",
}
