"""Event → contact → agreement → students: what came of the events of a span of time.

An agreement counts where it has been signed; a student where a flow under such an agreement counts one. Days to an
agreement run to the earliest one of the contact. Nothing is counted twice within one row.
"""

from graph.model import Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn

STUDENTS = ("STUDENT_STUDIES", "STUDENT_TRAINEESHIP", "FULL_DEGREE")
"""Kinds of mobility flow that move students, not staff."""
HALF = 0.5
"""The median is the percentile at one half, between two middle values their mean."""

CHOSEN = """
MATCH (e:Event) WHERE e.starts >= date($since) AND e.starts < date($until)
[kind]   AND e.kind = $kind
[office]   AND EXISTS { (e)-[:HOSTED_BY]->(:Office {id: $office}) }
"""

COUNTED = """
CALL (events) {
  UNWIND events AS e
  MATCH (e)<-[:AT_EVENT]-(p is Participation)
  RETURN count(p) AS participations, sum(p.leads) AS leads
}
CALL (events) {
  UNWIND events AS e
  MATCH (e)<-[:ORIGINATED_AT]-(c is Contact)
  RETURN count(c) AS contacts, percentileCont(duration.inDays(e.starts, c.since).days, $half) AS daysToContact
}
CALL (events) {
  UNWIND events AS e
  MATCH (e)<-[:ORIGINATED_AT]-(c is Contact)-[:LED_TO]->(a is Agreement) WHERE a.signed IS NOT NULL
  WITH c, min(a.signed) AS signed, collect(a) AS theirs
  RETURN count(c) AS agreed, percentileCont(duration.inDays(c.since, signed).days, $half) AS daysToAgreement,
    collect(theirs) AS led
}
CALL (led) {
  UNWIND led AS theirs
  UNWIND theirs AS a
  WITH DISTINCT a
  OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f is MobilityFlow) WHERE f.kind IN $students
  RETURN count(DISTINCT a) AS agreements, sum(f.count) AS students
}
"""

COUNTS = ("participations", "leads", "contacts", "agreed", "agreements", "students")
DAYS = ("daysToContact", "daysToAgreement")
NUMBERS = (
    *(Property(name, PropertyKind.INTEGER) for name in COUNTS),
    *(Property(name, PropertyKind.FLOAT, nullable=True) for name in DAYS),
)
CONSTANTS = (("half", HALF), ("students", STUDENTS))

EVENTS = AnalysisTable(
    "events with what came of them",
    f"""{CHOSEN.strip()}
WITH e, e.starts AS starts, e.id AS id
[page e, starts, id]
WITH e, starts, id, [e] AS events
{COUNTED.strip()}
WITH e AS event, starts, id, {", ".join((*COUNTS, *DAYS))}
""",
    values=(Property("id", PropertyKind.STRING, unique=True), Property("starts", PropertyKind.DATE), *NUMBERS),
    nodes=(NodeColumn("event", "Event"),),
    order=(Sort("starts", descending=True),),
    constants=CONSTANTS,
)

TOTALS = AnalysisTable(
    "what came of all events of the span",
    f"""{CHOSEN.strip()}
WITH collect(e) AS events, count(e) AS counted
{COUNTED.strip()}
WITH counted AS events, {", ".join((*COUNTS, *DAYS))}
""",
    values=(Property("events", PropertyKind.INTEGER), *NUMBERS),
    constants=CONSTANTS,
)
