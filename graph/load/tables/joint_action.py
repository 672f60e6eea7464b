"""Tables of JointAction nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "JointAction": NodeTable("jact", ("due", "completed")),
}
EDGES = {
    "PART_OF_PLAN": EdgeTable((("JointAction", "AnnualPlan"),)),
    "RESPONSIBLE_IS": EdgeTable((("JointAction", "Person"),)),
    "EVIDENCED_BY": EdgeTable(
        tuple(("JointAction", label) for label in ("Event", "Agreement", "Contact", "MobilityFlow"))
    ),
    "STATED_BY": EdgeTable((("JointAction", "Source"),), ("checked",)),
}
VALUES = {
    "JointAction.area": (
        "EDUCATION_AND_SCIENCE INSTITUTIONAL_PARTNERSHIP ACADEMIC_MOBILITY POSITIVE_IMAGE LANGUAGE_AND_CULTURE"
    ),
    "JointAction.status": "PLANNED RUNNING DONE CANCELLED",
}
