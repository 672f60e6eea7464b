// { universities(orderBy: {field: FOUNDED, direction: DESC}) { nodes { id } } }

MATCH (n0:University)
WITH n0 ORDER BY n0.founded DESC, n0.id DESC LIMIT $p0
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows0
