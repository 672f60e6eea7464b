// { countries(last: 5) { nodes { id } } }

MATCH (n0:Country)
WITH n0 ORDER BY n0.name DESC, n0.id DESC LIMIT $p0
RETURN collect([n0.id, n0.code, n0.name, n0.nameRu]) AS rows0
