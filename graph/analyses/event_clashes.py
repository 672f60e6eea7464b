"""Pairs of events that overlap and are in each other's way; the later one is held in a country, or by an office.

Two events clash where they are of one kind and in one city, or one office holds both, or an institution takes part in
both. The common days begin with the first day of the later event and end with the last day of whichever ends first.
"""

from graph.model import Property, PropertyKind, Sort
from graph.plan.analysis import AnalysisTable, NodeColumn

MAX_SHARED = 5
"""Institutions that a clash names."""

EARLIER = """o.starts <= e.starts AND o.ends >= e.starts AND (o.starts < e.starts OR o.id < e.id)"""

CLASHES = AnalysisTable(
    "events that overlap",
    f"""
[office] MATCH (:Office {{id: $office}})<-[:HOSTED_BY]-(e is Event)
[!office] MATCH (:Country {{code: $country}})<-[:IN_COUNTRY]-(is City)<-[:HELD_IN]-(e is Event)
WHERE e.starts >= date($since) AND e.starts < date($until)
[kind]   AND e.kind = $kind
CALL (e) {{
  MATCH (e)-[:HELD_IN]->(is City)<-[:HELD_IN]-(o is Event) WHERE o.kind = e.kind AND {EARLIER}
  RETURN o
  UNION
  MATCH (e)-[:HOSTED_BY]->(is Office)<-[:HOSTED_BY]-(o is Event) WHERE {EARLIER}
  RETURN o
  UNION
  MATCH (e)<-[:AT_EVENT]-(is Participation)-[:OF_UNIVERSITY]->(is University)
    <-[:OF_UNIVERSITY]-(is Participation)-[:AT_EVENT]->(o is Event) WHERE {EARLIER}
  RETURN o
}}
WITH e, o, e.starts AS since, e.id + o.id AS id
[kind] WHERE o.kind = $kind
WITH e, o, since, id
[page e, o, since, id]
CALL (e, o) {{
  OPTIONAL MATCH (e)<-[:AT_EVENT]-(is Participation)-[:OF_UNIVERSITY]->(u is University)
    <-[:OF_UNIVERSITY]-(is Participation)-[:AT_EVENT]->(o)
  WITH DISTINCT u ORDER BY u.id
  RETURN count(u) AS sharedCount, collect(u)[..$mostShared] AS shared
}}
WITH o AS first, e AS second, since, id, CASE WHEN o.ends < e.ends THEN o.ends ELSE e.ends END AS last,
  o.kind = e.kind AS sameKind, EXISTS {{ (e)-[:HELD_IN]->(is City)<-[:HELD_IN]-(o) }} AS sameCity,
  EXISTS {{ (e)-[:HOSTED_BY]->(is Office)<-[:HOSTED_BY]-(o) }} AS sameOffice, sharedCount, shared
""",
    values=(
        Property("id", PropertyKind.STRING, unique=True),
        Property("since", PropertyKind.DATE),
        Property("last", PropertyKind.DATE),
        Property("sameKind", PropertyKind.BOOLEAN),
        Property("sameCity", PropertyKind.BOOLEAN),
        Property("sameOffice", PropertyKind.BOOLEAN),
        Property("sharedCount", PropertyKind.INTEGER),
    ),
    nodes=(
        NodeColumn("first", "Event"),
        NodeColumn("second", "Event"),
        NodeColumn("shared", "University", most=MAX_SHARED),
    ),
    order=(Sort("since"),),
    constants=(("mostShared", MAX_SHARED),),
)
