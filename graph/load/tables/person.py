"""Tables of Person nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable

NODES = {
    "Person": NodeTable("pers"),
}
EDGES = {
    "SERVES_AT": EdgeTable((("Person", "Office"),), SPAN, parallel=True),
    "STATED_BY": EdgeTable((("Person", "Source"),), ("checked",)),
    "WORKS_AT": EdgeTable((("Person", "University"),), SPAN, parallel=True),
}
VALUES = {
    "Person.role": "INTERNATIONAL_OFFICER VICE_RECTOR DEAN PROFESSOR OFFICE_HEAD OFFICE_EXPERT",
}
