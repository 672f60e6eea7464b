"""Tables of MobilityFlow nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "MobilityFlow": NodeTable("mobi"),
}
EDGES = {
    "FLOWS_FROM": EdgeTable((("MobilityFlow", "University"),)),
    "FLOWS_TO": EdgeTable((("MobilityFlow", "University"),)),
    "FLOWS_UNDER": EdgeTable((("MobilityFlow", "Agreement"),)),
    "FLOWS_THROUGH": EdgeTable((("MobilityFlow", "RecruitmentCampaign"),)),
    "STATED_BY": EdgeTable((("MobilityFlow", "Source"),), ("checked",)),
}
VALUES = {
    "MobilityFlow.kind": "STUDENT_STUDIES STUDENT_TRAINEESHIP STAFF_TEACHING STAFF_TRAINING FULL_DEGREE",
}
