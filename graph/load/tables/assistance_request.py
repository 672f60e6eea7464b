"""Tables of AssistanceRequest nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "AssistanceRequest": NodeTable("asst", ("asked", "due", "answered")),
}
EDGES = {
    "ASKED_ABOUT": EdgeTable((("AssistanceRequest", "Country"),)),
    "ASKED_BY": EdgeTable((("AssistanceRequest", "University"),)),
    "ASKED_OF": EdgeTable((("AssistanceRequest", "Office"),)),
    "SERVED_BY": EdgeTable((("AssistanceRequest", "Event"),)),
    "STATED_BY": EdgeTable((("AssistanceRequest", "Source"),), ("checked",)),
}
VALUES = {
    "AssistanceRequest.kind": "EXPERT_ADVICE INFORMATION LOGISTICS",
    "AssistanceRequest.status": "OPEN IN_WORK DONE DECLINED",
}
