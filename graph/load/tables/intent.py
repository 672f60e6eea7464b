"""Tables of Intent nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable

NODES = {
    "Intent": NodeTable("intn", SPAN),
}
EDGES = {
    "AIMS_AT": EdgeTable((("Intent", "Country"),)),
    "HAS_INTENT": EdgeTable((("University", "Intent"),)),
    "STATED_BY": EdgeTable((("Intent", "Source"),), ("checked",)),
}
VALUES = {
    "Intent.direction": "SEEKS OFFERS",
    "Intent.cooperationKind": "STUDENT_EXCHANGE STAFF_EXCHANGE JOINT_PROGRAMME RESEARCH LANGUAGE_COURSE "
    "STUDENT_RECRUITMENT SUMMER_SCHOOL",
}
