"""Tables of University nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "University": NodeTable("univ", ("statusSince",)),
}
EDGES = {
    "CHILD_OF": EdgeTable((("University", "University"),)),
    "LOCATED_IN": EdgeTable((("University", "City"),)),
    "RELATED_TO": EdgeTable((("University", "University"),)),
    "STATED_BY": EdgeTable((("University", "Source"),), ("checked",)),
    "SUCCEEDED_BY": EdgeTable((("University", "University"),)),
}
VALUES = {
    "University.kind": "HIGHER_EDUCATION RESEARCH_INSTITUTE MEDICAL_CENTRE OTHER",
    "University.status": "ACTIVE MERGED CLOSED WITHDRAWN",
    "University.studentBand": "UNDER_5K FROM_5K_TO_15K FROM_15K_TO_30K OVER_30K",
}
