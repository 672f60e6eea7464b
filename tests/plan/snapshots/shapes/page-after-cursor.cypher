// { countries(after: "{name}") { nodes { id } } }

MATCH (n0:Country)
WHERE n0.name >= $p0 AND (n0.name > $p0 OR n0.id > $p1)
WITH n0 ORDER BY n0.name, n0.id LIMIT $p2
RETURN collect({id: n0.id, code: n0.code, name: n0.name, nameRu: n0.nameRu}) AS rows0
