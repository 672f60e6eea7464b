"""Tables of Identifier nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable, Owned

NODES = {
    "Identifier": NodeTable("iden", SPAN),
}
EDGES = {
    "IDENTIFIED_BY": EdgeTable((("University", "Identifier"),)),
}
OWNED = (Owned("University", "IDENTIFIED_BY", "Identifier", of_origin=True),)
VALUES = {
    "Identifier.scheme": "ROR SCHAC ERASMUS PIC OID WIKIDATA ISNI WHED ETER OGRN INN DOMAIN GRID FUNDREF LOCAL",
}
