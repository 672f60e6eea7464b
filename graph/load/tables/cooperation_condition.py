"""Tables of CooperationCondition nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "CooperationCondition": NodeTable("cond"),
}
EDGES = {
    "CONDITION_OF": EdgeTable((("CooperationCondition", "Agreement"),)),
    "SENT_BY": EdgeTable((("CooperationCondition", "University"),)),
    "RECEIVED_BY": EdgeTable((("CooperationCondition", "University"),)),
    "STATED_BY": EdgeTable((("CooperationCondition", "Source"),), ("checked",)),
}
VALUES = {
    "CooperationCondition.kind": "STUDENT_STUDIES STUDENT_TRAINEESHIP STAFF_TEACHING STAFF_TRAINING",
}
