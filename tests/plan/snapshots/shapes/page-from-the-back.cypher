// { countries(last: 5) { nodes { id } } }

MATCH (n0:Country)
WITH n0 ORDER BY n0.name DESC, n0.id DESC LIMIT $p0
RETURN collect({id: n0.id, code: n0.code, name: n0.name, nameRu: n0.nameRu}) AS rows0
