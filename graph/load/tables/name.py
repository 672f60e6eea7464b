"""Tables of Name nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable, Owned

NODES = {
    "Name": NodeTable("name", ("until",)),
}
EDGES = {
    "NAMED": EdgeTable((("Office", "Name"), ("University", "Name"))),
}
OWNED = (
    Owned("University", "NAMED", "Name", of_origin=True),
    Owned("Office", "NAMED", "Name", of_origin=True),
)
VALUES = {
    "Name.kind": "OFFICIAL ENGLISH TRANSLITERATED ALIAS ACRONYM FORMER",
}
