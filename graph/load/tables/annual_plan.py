"""Tables of AnnualPlan nodes: labels, relationship types and allowed values that loads write."""

from graph.load.tables.kinds import EdgeTable, NodeTable

NODES = {
    "AnnualPlan": NodeTable("plan"),
}
EDGES = {
    "PLAN_OF": EdgeTable((("AnnualPlan", "University"),)),
    "PLANNED_WITH": EdgeTable((("AnnualPlan", "Office"),)),
    "PLANNED_UNDER": EdgeTable((("AnnualPlan", "Agreement"),)),
    "STATED_BY": EdgeTable((("AnnualPlan", "Source"),), ("checked",)),
}
VALUES = {
    "AnnualPlan.status": "DRAFT AGREED RUNNING CLOSED",
}
