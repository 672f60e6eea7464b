// «КФУ», "Kazan Federal", kpfu.ru, a ROR id: one institution, with its names in all scripts, former ones too, and its identifiers.

MATCH (n0:University)
WHERE n0.id = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)-[:IDENTIFIED_BY]->(n1)
  WITH n1 ORDER BY n1.scheme, n1.value, n1.id LIMIT $p2
  RETURN collect([n1.id, n1.scheme, n1.value]) AS s0
}
CALL (n0) {
  MATCH (n0)-[:NAMED]->(n2)
  WITH n2 ORDER BY n2.kind, n2.language, n2.value, n2.id LIMIT $p3
  RETURN collect([n2.id, n2.value, n2.language, n2.kind, toString(n2.until)]) AS s1
}
CALL (n0) {
  MATCH (n0)-[:NAMED]->(n3)
  WITH n3 ORDER BY n3.kind, n3.language, n3.value, n3.id LIMIT $p4
  RETURN collect([n3.id, n3.value, n3.language, n3.kind, toString(n3.until), n3.key, n3.origin]) AS s2
}
WITH n0, [n0.id, n0.name, s0, s1, s2] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
;
MATCH (n1:Identifier)
WHERE (n1.since IS NULL OR n1.since <= date($p0)) AND (n1.until > date($p1) OR n1.until IS NULL) AND n1.key = $p2
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p3
RETURN collect([n0.id, n0.name]) AS rows0
;
UNWIND $p0.items AS id
MATCH (n0:University {id: id})
RETURN collect([n0.id, n0.name]) AS rows0
