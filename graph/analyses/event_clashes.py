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
[office] MATCH (:Office {{id: $office}})<-[:HOSTED_BY]-(e)
[!office] MATCH (:Country {{code: $country}})<-[:IN_COUNTRY]-()<-[:HELD_IN]-(e)
WHERE e.starts >= date($since) AND e.starts < date($until)
[kind]   AND e.kind = $kind
CALL (e) {{
  MATCH (e)-[:HELD_IN]->()<-[:HELD_IN]-(o) WHERE o.kind = e.kind AND {EARLIER}
  RETURN o
  UNION
  MATCH (e)-[:HOSTED_BY]->()<-[:HOSTED_BY]-(o) WHERE {EARLIER}
  RETURN o
  UNION
  MATCH (e)<-[:AT_EVENT]-()-[:OF_UNIVERSITY]->()<-[:OF_UNIVERSITY]-()-[:AT_EVENT]->(o) WHERE {EARLIER}
  RETURN o
}}
WITH e, o, e.starts AS since, e.id + o.id AS id
[kind] WHERE o.kind = $kind
WITH e, o, since, id
[page e, o, since, id]
CALL (e, o) {{
  OPTIONAL MATCH (e)<-[:AT_EVENT]-()-[:OF_UNIVERSITY]->(u)<-[:OF_UNIVERSITY]-()-[:AT_EVENT]->(o)
  WITH DISTINCT u ORDER BY u.id
  RETURN count(u) AS sharedCount, collect(u)[..$mostShared] AS shared
}}
WITH o AS first, e AS second, since, id, CASE WHEN o.ends < e.ends THEN o.ends ELSE e.ends END AS last,
  o.kind = e.kind AS sameKind, EXISTS {{ (e)-[:HELD_IN]->()<-[:HELD_IN]-(o) }} AS sameCity,
  EXISTS {{ (e)-[:HOSTED_BY]->()<-[:HOSTED_BY]-(o) }} AS sameOffice, sharedCount, shared
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
