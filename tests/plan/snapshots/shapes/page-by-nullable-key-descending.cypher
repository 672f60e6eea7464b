// { universities(orderBy: {field: FOUNDED, direction: DESC}) { nodes { id } } }

MATCH (n0:University)
WITH n0 ORDER BY n0.founded DESC, n0.id DESC LIMIT $p0
RETURN collect({id: n0.id, name: n0.name}) AS rows0
