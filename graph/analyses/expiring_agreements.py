"""Agreements in force on a day that end soon after, with their plans, their exchanges and their last sign of life.

completion    mean completion of the joint actions of plans made under the agreement, or of which it is evidence
              (as in plan_progress.py)
people        people of mobility flows under it in the academic years given: that of the day and the one before
lastActivity  newest letter, call, visit or meeting of the contacts of which it came, else newest day known of them
office        the office that signed it, else the first (by id) that facilitated a contact of which it came
"""

from graph.analyses.plan_progress import COMPLETING, COMPLETION
from graph.history import IN_FORCE
from graph.plan.analysis import NodeColumn, Table
from graph.plan.condition import state_text
from graph.plan.model import Kind, Property, Sort, StateHistory

MOST_OFFICES = 100
CONSTANTS = (("inForce", IN_FORCE),)
STATUS = Property("status", Kind.STRING, history=StateHistory("statuses", "statusesSince"))

CHOSEN = f"""
MATCH (a:Agreement)
WHERE a.validTo >= date($asOf) AND a.validTo <= date($last) AND a.validFrom <= date($asOf)
  AND {state_text("a", STATUS, "$asOf")} = $inForce
"""
CHOSEN += """\
[office]   AND (EXISTS { (a)-[:SIGNED_BY]->(:Office {id: $office}) }
[office]     OR EXISTS { (a)<-[:LED_TO]-()-[:FACILITATED_BY]->(:Office {id: $office}) })
[onlyQuiet]   AND NOT EXISTS {
[onlyQuiet]     MATCH (a)<-[:LED_TO]-(c) WHERE c.lastActivity >= date($quiet) OR c.since >= date($quiet)
[onlyQuiet]   }
[onlyQuiet]   AND NOT EXISTS { MATCH (a)<-[:LED_TO]-()<-[:WITHIN]-(i) WHERE i.date >= date($quiet) }
"""

OFFICE = """
CALL (a) {
  OPTIONAL MATCH (a)-[:SIGNED_BY]->(signed)
  OPTIONAL MATCH (a)<-[:LED_TO]-()-[:FACILITATED_BY]->(through)
  WITH signed, through ORDER BY signed.id, through.id
  RETURN coalesce(head(collect(signed)), head(collect(through))) AS office
}
"""

LIFE = """
CALL (a) {
  OPTIONAL MATCH (a)<-[:LED_TO]-(c)
  OPTIONAL MATCH (c)<-[:WITHIN]-(i)
  WITH max(c.since) AS begun, max(c.lastActivity) AS told, max(i.date) AS met
  UNWIND [begun, told, met] AS day
  RETURN max(day) AS lastActivity
}
CALL (a) {
  OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f) WHERE f.academicYear IN $years
  RETURN sum(f.count) AS people
}
"""

AGREEMENTS = Table(
    "agreements that end soon",
    f"""{CHOSEN.strip()}
WITH a, a.validTo AS validTo, a.id AS id
[page a, validTo, id]
{OFFICE.strip()}
{LIFE.strip()}
CALL (a) {{
  OPTIONAL MATCH (a)<-[:PLANNED_UNDER]-()<-[:PART_OF_PLAN]-(planned)
  WITH a, collect(planned) AS planned
  OPTIONAL MATCH (a)<-[:EVIDENCED_BY]-(shown)
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
  lastActivity IS NULL OR lastActivity < date($quiet) AS isQuiet
""",
    values=(
        Property("id", Kind.STRING, unique=True),
        Property("validTo", Kind.DATE),
        Property("lastActivity", Kind.DATE, nullable=True),
        Property("people", Kind.INTEGER),
        Property("actionCount", Kind.INTEGER),
        Property("completion", Kind.FLOAT, nullable=True),
        Property("isQuiet", Kind.BOOLEAN),
    ),
    nodes=(NodeColumn("agreement", "Agreement"), NodeColumn("office", "Office")),
    order=(Sort("validTo"),),
    constants=(*CONSTANTS, *COMPLETING),
)

OFFICES = Table(
    "agreements that end soon by office",
    f"""{CHOSEN.strip()}
{OFFICE.strip()}
{LIFE.strip()}
WITH office, count(a) AS agreements, sum(people) AS people,
  count(CASE WHEN lastActivity IS NULL OR lastActivity < date($quiet) THEN a END) AS quiet
WITH office, agreements, people, quiet, coalesce(office.id, $nobody) AS id
ORDER BY agreements DESC, id DESC LIMIT $mostOffices
""",
    values=(
        Property("id", Kind.STRING, unique=True),
        Property("agreements", Kind.INTEGER),
        Property("people", Kind.INTEGER),
        Property("quiet", Kind.INTEGER),
    ),
    nodes=(NodeColumn("office", "Office"),),
    order=(Sort("agreements", descending=True),),
    constants=(*CONSTANTS, ("mostOffices", MOST_OFFICES), ("nobody", "")),
    most=MOST_OFFICES,
)
