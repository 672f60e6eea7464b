"""Tables of Interaction nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Interaction": NodeTable("intr", ("date",)),
}
EDGES = {
    "ATTENDED_BY": EdgeTable((("Interaction", "Person"),)),
    "HELD_BY_OFFICE": EdgeTable((("Interaction", "Office"),)),
    "STATED_BY": EdgeTable((("Interaction", "Source"),), ("checked",)),
    "WITHIN": EdgeTable((("Interaction", "Contact"),)),
}
VALUES = {
    "Interaction.kind": "LETTER CALL VISIT MEETING",
}
