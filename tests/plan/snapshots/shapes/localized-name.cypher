// { country(code: "KZ") { universities { nodes { name(languages: ["ru"]) } } } }

MATCH (n0:Country)
WHERE n0.code = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:IN_COUNTRY]-()<-[:LOCATED_IN]-(n1)
  WITH DISTINCT n1 ORDER BY n1.name, n1.id LIMIT $p2
  RETURN collect([n1.id, n1.name, [(n1)-[:NAMED]->(n2) | [n2.id, n2.value, n2.language, n2.kind, toString(n2.until), n2.key, n2.origin]]]) AS s0
}
WITH n0, [n0.id, n0.code, n0.name, n0.nameRu, s0] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
