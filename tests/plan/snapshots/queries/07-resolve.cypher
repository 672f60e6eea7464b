// «КФУ», "Kazan Federal", kpfu.ru, a ROR id: one institution, with its names in all scripts, former ones too, and its identifiers.

MATCH (n0:University)
WHERE n0.id = $p0
AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)-[:IDENTIFIED_BY]->(n1)
  WITH n1 ORDER BY n1.scheme, n1.value, n1.id LIMIT $p2
  RETURN collect({id: n1.id, scheme: n1.scheme, value: n1.value, key: n1.key, since: toString(n1.since), until: toString(n1.until), origin: n1.origin}) AS s0
}
CALL (n0) {
  MATCH (n0)-[:NAMED]->(n2)
  WITH n2 ORDER BY n2.kind, n2.language, n2.value, n2.id LIMIT $p3
  RETURN collect({id: n2.id, value: n2.value, language: n2.language, kind: n2.kind, until: toString(n2.until), key: n2.key, origin: n2.origin}) AS s1
}
CALL (n0) {
  MATCH (n0)-[:NAMED]->(n3)
  WITH n3 ORDER BY n3.kind, n3.language, n3.value, n3.id LIMIT $p4
  RETURN collect({id: n3.id, value: n3.value, language: n3.language, kind: n3.kind, until: toString(n3.until), key: n3.key, origin: n3.origin}) AS s2
}
WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0, s1: s1, s2: s2} AS row ORDER BY n0.id
RETURN collect(row) AS rows0
;
MATCH (n1:Identifier)
WHERE n1.key = $p0
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p1
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
;
UNWIND $p0 AS id
MATCH (n0:University {id: id})
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
