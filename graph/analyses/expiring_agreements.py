"""Agreements in force on a day that end soon after, with their plans, their exchanges and their last sign of life.

completion    mean completion of the joint actions of plans made under the agreement, or of which it is evidence
              (as in plan_progress.py)
people        people of mobility flows under it in the academic years given: that of the day and the one before
lastActivity  newest of its signature, its recorded versions, the actions done under it, and the beginning, the letters,
              calls, visits and meetings of the contacts of which it came; what is later than the day is left out
isQuiet       no such day within a year before the day, and no people
office        the office that signed it, else the first (by id) that facilitated a contact of which it came
"""

from graph.analyses.plan_progress import COMPLETING, COMPLETION
from graph.history import IN_FORCE
from graph.model import Property, PropertyKind, Sort, StateHistory
from graph.plan.analysis import AnalysisTable, NodeColumn
from graph.plan.condition import state_text

MAX_OFFICES = 100
CONSTANTS = (("inForce", IN_FORCE), ("done", "DONE"), ("nobodyMoved", 0))
STATUS = Property("status", PropertyKind.STRING, history=StateHistory("statuses", "statusesSince"))

CHOSEN = f"""
MATCH (a:Agreement)
WHERE a.validTo >= date($asOf) AND a.validTo <= date($last) AND a.validFrom <= date($asOf)
  AND {state_text("a", STATUS, "$asOf")} = $inForce
"""
CHOSEN += """\
[office]   AND (EXISTS { (a)-[:SIGNED_BY]->(:Office {id: $office}) }
[office]     OR EXISTS { (a)<-[:LED_TO]-(is Contact)-[:FACILITATED_BY]->(:Office {id: $office}) })
"""

OFFICE = """
CALL (a) {
  OPTIONAL MATCH (a)-[:SIGNED_BY]->(signed is Office)
  OPTIONAL MATCH (a)<-[:LED_TO]-(is Contact)-[:FACILITATED_BY]->(through is Office)
  WITH signed, through ORDER BY signed.id, through.id
  RETURN coalesce(head(collect(signed)), head(collect(through))) AS office
}
"""

LIFE = """
CALL (a) {
  CALL (a) {
    WITH a.signed AS day RETURN day
    UNION ALL MATCH (a)<-[:VERSION_OF]-(v is AgreementVersion) RETURN v.recorded AS day
    UNION ALL MATCH (a)<-[:PLANNED_UNDER]-(is AnnualPlan)<-[:PART_OF_PLAN]-(j is JointAction)
      WHERE j.status = $done RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:EVIDENCED_BY]-(j is JointAction) WHERE j.status = $done RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c is Contact) RETURN c.since AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c is Contact) RETURN c.lastActivity AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(is Contact)<-[:WITHIN]-(i is Interaction) RETURN i.date AS day
  }
  WITH day WHERE day <= date($asOf)
  RETURN max(day) AS lastActivity
}
CALL (a) {
  OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f is MobilityFlow) WHERE f.academicYear IN $years
  RETURN sum(f.count) AS people
}
"""

IS_QUIET = "people = $nobodyMoved AND (lastActivity IS NULL OR lastActivity < date($quiet))"
CHOSEN_QUIET = "\n".join(f"[onlyQuiet] {line}" for line in [*LIFE.strip().splitlines(), f"WITH a WHERE {IS_QUIET}"])

AGREEMENTS = AnalysisTable(
    "agreements that end soon",
    f"""{CHOSEN.strip()}
{CHOSEN_QUIET}
WITH a, a.validTo AS validTo, a.id AS id
[page a, validTo, id]
{OFFICE.strip()}
{LIFE.strip()}
CALL (a) {{
  OPTIONAL MATCH (a)<-[:PLANNED_UNDER]-(is AnnualPlan)<-[:PART_OF_PLAN]-(planned is JointAction)
  WITH a, collect(planned) AS planned
  OPTIONAL MATCH (a)<-[:EVIDENCED_BY]-(shown is JointAction)
  WITH planned, collect(shown) AS shown
  UNWIND planned + shown AS action
  RETURN collect(DISTINCT action) AS actions
}}
WITH a AS agreement, validTo, id, office, lastActivity, people, actions
CALL (actions) {{
  UNWIND actions AS a
  RETURN count(a) AS actionCount, {COMPLETION} AS completion
}}
WITH agreement, validTo, id, office, lastActivity, people, actionCount, completion,
  {IS_QUIET} AS isQuiet
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("validTo", PropertyKind.DATE),
        Property("lastActivity", PropertyKind.DATE, nullable=True),
        Property("people", PropertyKind.INTEGER),
        Property("actionCount", PropertyKind.INTEGER),
        Property("completion", PropertyKind.FLOAT, nullable=True),
        Property("isQuiet", PropertyKind.BOOLEAN),
    ),
    nodes=(NodeColumn("agreement", "Agreement"), NodeColumn("office", "Office")),
    order=(Sort("validTo"),),
    constants=(*CONSTANTS, *COMPLETING),
)

OFFICES = AnalysisTable(
    "agreements that end soon by office",
    f"""{CHOSEN.strip()}
{CHOSEN_QUIET}
{OFFICE.strip()}
{LIFE.strip()}
WITH office, count(a) AS agreements, sum(people) AS people,
  count(CASE WHEN {IS_QUIET} THEN a END) AS quiet
WITH office, agreements, people, quiet, coalesce(office.id, $nobody) AS id
ORDER BY agreements DESC, id DESC LIMIT $mostOffices
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("agreements", PropertyKind.INTEGER),
        Property("people", PropertyKind.INTEGER),
        Property("quiet", PropertyKind.INTEGER),
    ),
    nodes=(NodeColumn("office", "Office"),),
    order=(Sort("agreements", descending=True),),
    constants=(*CONSTANTS, ("mostOffices", MAX_OFFICES), ("nobody", "")),
    most=MAX_OFFICES,
)
