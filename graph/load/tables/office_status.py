"""Tables of OfficeStatus nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import SPAN, EdgeTable, NodeTable, Owned

NODES = {
    "OfficeStatus": NodeTable("ofst", SPAN),
}
EDGES = {
    "HAS_STATUS": EdgeTable((("Office", "OfficeStatus"),)),
}
OWNED = (Owned("Office", "HAS_STATUS", "OfficeStatus"),)
VALUES = {
    "OfficeStatus.status": "ACTIVE LIMITED SUSPENDED CLOSED",
}
