// { country(code: "KZ") { name } }

MATCH (n0:Country)
WHERE n0.code = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
RETURN collect([n0.id, n0.code, n0.name, n0.nameRu]) AS rows0
