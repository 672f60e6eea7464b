"""Tables of ComplianceCheck nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "ComplianceCheck": NodeTable("cchk", ("required", "requested", "decided", "until")),
}
EDGES = {
    "GATES": EdgeTable((("ComplianceCheck", "Agreement"),)),
    "STATED_BY": EdgeTable((("ComplianceCheck", "Source"),), ("checked",)),
}
VALUES = {
    "ComplianceCheck.kind": "MINISTRY_CONCLUSION EXPORT_CONTROL LEGAL_OPINION",
    "ComplianceCheck.status": "REQUIRED REQUESTED GRANTED REFUSED",
}
