"""Tables of Contact nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Contact": NodeTable("cont", ("since", "until", "lastActivity")),
}
EDGES = {
    "BETWEEN": EdgeTable((("Contact", "University"),)),
    "FACILITATED_BY": EdgeTable((("Contact", "Office"),)),
    "HELD_BY": EdgeTable((("Contact", "Person"),)),
    "LED_TO": EdgeTable((("Contact", "Agreement"),)),
    "ORIGINATED_AT": EdgeTable((("Contact", "Event"),)),
    "STATED_BY": EdgeTable((("Contact", "Source"),), ("checked",)),
}
VALUES = {
    "Contact.stage": "LEAD INTRODUCED IN_TALKS DECLARED AGREED DORMANT LOST",
    "Contact.outcome": "AGREEMENT_SIGNED VISIT_HELD STUDENTS_EXCHANGED JOINT_PROJECT NO_RESULT",
}
