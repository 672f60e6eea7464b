"""What would be lost if an office were suspended: partners, countries, plans, events and bookings.

The partners are found in the read model (matching/analyses/single_points.py) and come as a parameter, with their
contacts.
"""

from graph.analyses.plan_progress import OPEN, UNDONE
from graph.model import Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn

MOST = 100
"""Rows of each table but that of the partners, which has pages."""
ACTIVE = "ACTIVE"
AGREED = """p.year <= $year + $one AND (p.status IN $planned OR (p.status = $closed AND p.year >= $year))"""
"""A plan is agreed in the year before its own and runs until the end of it: one that is closed today ran then."""
PLAN_STATES = (("planned", ("AGREED", "RUNNING")), ("closed", "CLOSED"), ("one", 1))

PARTNERS = AnalysisTable(
    "partners with no other way",
    """
UNWIND $partners.items AS known
MATCH (u:University {id: known.id})
WITH u AS partner, known.contacts AS contactCount, u.id AS id
""",
    values=(Property("id", PropertyKind.STRING, unique=True), Property("contactCount", PropertyKind.INTEGER)),
    nodes=(NodeColumn("partner", "University"),),
    order=(Sort("contactCount", descending=True),),
)

COUNTRIES = AnalysisTable(
    "countries without another active office",
    """
MATCH (:Office {id: $office})-[cover:COVERS]->(n is Country)
WHERE cover.since <= date($asOf) AND (cover.until IS NULL OR cover.until > date($asOf))
  AND NOT EXISTS {
    MATCH (n)<-[other:COVERS]-(o is Office)-[:HAS_STATUS]->(s is OfficeStatus)
    WHERE o.id <> $office AND other.since <= date($asOf) AND (other.until IS NULL OR other.until > date($asOf))
      AND s.status = $active AND s.since <= date($asOf) AND (s.until IS NULL OR s.until > date($asOf))
  }
WITH n AS country, min(cover.since) AS since, n.code AS id ORDER BY id LIMIT $most
""",
    values=(Property("id", PropertyKind.STRING, unique=True), Property("since", PropertyKind.DATE)),
    nodes=(NodeColumn("country", "Country"),),
    constants=(("active", ACTIVE), ("most", MOST)),
    most=MOST,
)

PLANS = AnalysisTable(
    "plans that run",
    f"""
MATCH (:Office {{id: $office}})<-[:PLANNED_WITH]-(p is AnnualPlan) WHERE {AGREED}
WITH p, p.year AS year, p.id AS id ORDER BY year, id LIMIT $most
WITH p AS plan, year, id, COUNT {{ MATCH (p)<-[:PART_OF_PLAN]-(a is JointAction) WHERE {UNDONE} }} AS openActions
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("year", PropertyKind.INTEGER),
        Property("openActions", PropertyKind.INTEGER),
    ),
    nodes=(NodeColumn("plan", "AnnualPlan"),),
    order=(Sort("year"),),
    constants=(*PLAN_STATES, ("open", OPEN), ("done", "DONE"), ("most", MOST)),
    most=MOST,
)

EVENTS = AnalysisTable(
    "events to come",
    """
MATCH (:Office {id: $office})<-[:HOSTED_BY]-(e is Event) WHERE e.ends >= date($asOf)
WITH e, e.starts AS starts, e.id AS id ORDER BY starts, id LIMIT $most
WITH e AS event, starts, id, COUNT { (e)<-[:AT_EVENT]-(is Participation) } AS participations
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("starts", PropertyKind.DATE),
        Property("participations", PropertyKind.INTEGER),
    ),
    nodes=(NodeColumn("event", "Event"),),
    order=(Sort("starts"),),
    constants=(("most", MOST),),
    most=MOST,
)

BOOKINGS = AnalysisTable(
    "bookings to come in its venues",
    """
MATCH (:Office {id: $office})<-[:RUN_BY]-(is Venue)<-[:BOOKS]-(b is Booking) WHERE b.until > date($asOf)
WITH b AS booking, b.since AS since, b.id AS id ORDER BY since, id LIMIT $most
""",
    values=(Property("id", PropertyKind.STRING, unique=True), Property("since", PropertyKind.DATE)),
    nodes=(NodeColumn("booking", "Booking"),),
    order=(Sort("since"),),
    constants=(("most", MOST),),
    most=MOST,
)

TOTALS = AnalysisTable(
    "how much would be lost",
    f"""
MATCH (o:Office {{id: $office}})
WITH o AS office, COUNT {{ MATCH (o)<-[:PLANNED_WITH]-(p is AnnualPlan) WHERE {AGREED} }} AS plans,
  COUNT {{ MATCH (o)<-[:HOSTED_BY]-(e is Event) WHERE e.ends >= date($asOf) }} AS events,
  COUNT {{ MATCH (o)<-[:RUN_BY]-(is Venue)<-[:BOOKS]-(b is Booking) WHERE b.until > date($asOf) }} AS bookings,
  size($partners.items) AS partners
""",
    values=tuple(Property(name, PropertyKind.INTEGER) for name in ("partners", "plans", "events", "bookings")),
    nodes=(NodeColumn("office", "Office"),),
    constants=PLAN_STATES,
)
