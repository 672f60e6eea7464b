"""Tables of Source nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import NodeTable

NODES = {
    "Source": NodeTable("srce"),
}
VALUES = {
    "Source.kind": "REGISTER WEBSITE OFFICE_REPORT PARTNER_REPORT DEMO",
}
