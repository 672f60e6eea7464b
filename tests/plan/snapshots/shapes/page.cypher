// { universities { nodes { id } } }

MATCH (n0:University)
WHERE n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
RETURN collect({id: n0.id, name: n0.name}) AS rows0
