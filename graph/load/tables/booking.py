"""Tables of Booking nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Booking": NodeTable("book", ("since", "until")),
}
EDGES = {
    "BOOKED_BY": EdgeTable((("Booking", "University"),)),
    "BOOKED_FOR": EdgeTable((("Booking", "Event"),)),
    "BOOKS": EdgeTable((("Booking", "Venue"),)),
    "STATED_BY": EdgeTable((("Booking", "Source"),), ("checked",)),
}
