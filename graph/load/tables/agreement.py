"""Tables of Agreement nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "Agreement": NodeTable("agrm", ("signed", "validFrom", "validTo")),
}
EDGES = {
    "HAS_PARTY": EdgeTable((("Agreement", "University"),)),
    "SIGNED_BY": EdgeTable((("Agreement", "Office"),)),
    "AMENDS": EdgeTable((("Agreement", "Agreement"),)),
    "STATED_BY": EdgeTable((("Agreement", "Source"),), ("checked",)),
}
VALUES = {
    "Agreement.kind": "AGENCY_COOPERATION FRAMEWORK EXCHANGE JOINT_PROGRAMME RESEARCH NETWORK ADDENDUM",
    "Agreement.status": "DRAFT IN_FORCE EXPIRED TERMINATED",
    "Agreement.renewal": "AUTOMATIC BY_CONSENT NONE",
}
