// { country(code: "KZ") { name } }

MATCH (n0:Country)
WHERE n0.code = $p0
AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
RETURN collect({id: n0.id, code: n0.code, name: n0.name, nameRu: n0.nameRu}) AS rows0
