// { countries(last: 5, before: "{name}") { nodes { id } } }

MATCH (n0:Country)
WHERE n0.name <= $p0 AND (n0.name < $p0 OR n0.id < $p1)
WITH n0 ORDER BY n0.name DESC, n0.id DESC LIMIT $p2
RETURN collect([n0.id, n0.code, n0.name, n0.nameRu]) AS rows0
