"""Plan and fact of a year: the joint actions of its annual plans, by area, by university or by office.

completion of an action = actual / target, 1 at most, 0 where nothing is reported; cancelled actions have none.
completion of a row     = the mean over its actions that are not cancelled
overdue                 = neither done nor cancelled, and due before the day of the question

An action that was done after the day of the question was not done on it, and had reached nothing that is known.
"""

from graph.model import Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn

MAX_INDICATORS = 200
MAX_ACTIONS = 20
"""Actions that a row names as its evidence."""
OPEN = ("PLANNED", "RUNNING")
COMPLETING = (("cancelled", "CANCELLED"), ("done", "DONE"), ("whole", 1.0), ("none", 0))
"""Parameters of COMPLETION."""
CONSTANTS = (("open", OPEN), *COMPLETING)

DONE_LATER = "(a.status = $done AND a.completed > date($asOf))"
UNDONE = f"(a.status IN $open OR {DONE_LATER})"
REACHED = f"CASE WHEN {DONE_LATER} THEN $none ELSE a.actual END"

PLANS = """
MATCH (plan:AnnualPlan) WHERE plan.year = $year
[office]   AND EXISTS { (plan)-[:PLANNED_WITH]->(:Office {id: $office}) }
[university]   AND EXISTS { (plan)-[:PLAN_OF]->(:University {id: $university}) }
"""

COMPLETION = f"""avg(CASE WHEN a.status <> $cancelled THEN
      CASE WHEN {DONE_LATER} THEN $whole * $none
        WHEN a.actual >= a.target THEN $whole
        WHEN a.target > $none THEN $whole * coalesce(a.actual, $none) / a.target
        ELSE $whole * $none END END)"""

SUMS = f"""sum(CASE WHEN a.status <> $cancelled THEN a.target END) AS target,
    sum(CASE WHEN a.status <> $cancelled THEN {REACHED} END) AS actual"""

COUNTED = f"""
CALL (actions) {{
  UNWIND actions AS a
  WITH a, EXISTS {{ (a)-[:EVIDENCED_BY]->(is Event|Agreement|Contact|MobilityFlow) }} AS shown ORDER BY a.due, a.id
  RETURN count(a) AS actionCount,
    count(CASE WHEN a.status = $done AND (a.completed IS NULL OR a.completed <= date($asOf)) THEN a END) AS done,
    count(CASE WHEN a.status = $cancelled THEN a END) AS cancelled,
    count(CASE WHEN {UNDONE} AND a.due < date($asOf) THEN a END) AS overdue,
    count(CASE WHEN shown THEN a END) AS evidenced, {SUMS},
    {COMPLETION} AS completion
}}
"""

COUNTS = ("actionCount", "done", "cancelled", "overdue", "evidenced", "target", "actual")
NUMBERS = (
    Property("plans", PropertyKind.INTEGER),
    *(Property(name, PropertyKind.INTEGER) for name in COUNTS),
    Property("completion", PropertyKind.FLOAT, nullable=True),
)

ROWS = AnalysisTable(
    "plan and fact by a part",
    f"""{PLANS.strip()}
[byArea] MATCH (plan)<-[:PART_OF_PLAN]-(a is JointAction)
[byArea] WITH a.area AS id, a.area AS area, null AS university, null AS office, count(DISTINCT plan) AS plans,
[byArea]   collect(a) AS actions
[byUniversity] MATCH (plan)-[:PLAN_OF]->(university is University)
[byUniversity] WITH university, university.name AS name, university.id AS id, collect(plan) AS made
[byOffice] MATCH (plan)-[:PLANNED_WITH]->(office is Office)
[byOffice] WITH office, office.name AS name, office.id AS id, collect(plan) AS made
[byArea] WITH id, area, university, office, plans, actions, id AS name
[byArea] [page id, area, university, office, plans, actions, name]
[byUniversity] [page university, name, id, made]
[byOffice] [page office, name, id, made]
[byUniversity] WITH university, null AS office, null AS area, name, id, made
[byOffice] WITH office, null AS university, null AS area, name, id, made
[!byArea] CALL (made) {{
[!byArea]   UNWIND made AS plan
[!byArea]   OPTIONAL MATCH (plan)<-[:PART_OF_PLAN]-(a is JointAction)
[!byArea]   RETURN count(DISTINCT plan) AS plans, collect(a) AS actions
[!byArea] }}
WITH university, office, area, name, id, plans, actions
{COUNTED.strip()}
CALL (actions) {{
  UNWIND actions AS a
  WITH a ORDER BY a.due, a.id LIMIT $mostActions
  RETURN collect(a) AS evidence
}}
WITH university, office, area, name, id, plans, {", ".join(COUNTS)}, completion, evidence AS actions
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("name", PropertyKind.STRING),
        Property("area", PropertyKind.STRING, nullable=True),
        *NUMBERS,
    ),
    nodes=(
        NodeColumn("university", "University"),
        NodeColumn("office", "Office"),
        NodeColumn("actions", "JointAction", most=MAX_ACTIONS, order=(Sort("due"),)),
    ),
    order=(Sort("name"),),
    constants=(*CONSTANTS, ("mostActions", MAX_ACTIONS)),
)

TOTALS = AnalysisTable(
    "plan and fact of the whole year",
    f"""{PLANS.strip()}
OPTIONAL MATCH (plan)<-[:PART_OF_PLAN]-(a is JointAction)
WITH count(DISTINCT plan) AS plans, collect(a) AS actions
{COUNTED.strip()}
WITH plans, {", ".join(COUNTS)}, completion
""",
    values=NUMBERS,
    constants=CONSTANTS,
)

INDICATORS = AnalysisTable(
    "plan and fact by what is counted",
    f"""{PLANS.strip()}
MATCH (plan)<-[:PART_OF_PLAN]-(a is JointAction)
WITH a.indicator AS indicator, a.area AS area, count(a) AS actionCount,
    count(CASE WHEN a.status = $cancelled THEN a END) AS cancelled, {SUMS}
WITH indicator, area, actionCount, cancelled, target, actual, indicator + $gap + area AS id
ORDER BY id LIMIT $mostIndicators
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("indicator", PropertyKind.STRING),
        Property("area", PropertyKind.STRING),
        *(Property(name, PropertyKind.INTEGER) for name in ("actionCount", "cancelled", "target", "actual")),
    ),
    order=(Sort("indicator"),),
    constants=(*COMPLETING, ("gap", " "), ("mostIndicators", MAX_INDICATORS)),
    most=MAX_INDICATORS,
)
