// { _entities(representations: [
// {__typename: "University", domain: "kpfu.ru"}, {__typename: "Office", slug: "x"},
// {__typename: "University", id: "univ_xxxxxxxxxxxxxxxx"}
// ]) { ... on University { ror country { code } } ... on Office { kind } } }

UNWIND $p0.items AS key
MATCH (n0:Office {slug: key})
WITH n0, collect(key) AS by0
RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo, by0]) AS rows0
;
CALL () {
  UNWIND $p0.items AS key
  MATCH (n0:University {id: key})
  RETURN n0, key AS key0, null AS key1
  UNION ALL
  UNWIND $p1.items AS key
  MATCH (n1:Identifier {key: key})
  WHERE (n1.since IS NULL OR n1.since <= date($p2))
  AND (n1.until IS NULL OR n1.until > date($p2))
  MATCH (n1)<-[:IDENTIFIED_BY]-(n0)
  RETURN n0, null AS key0, key AS key1
}
WITH n0, collect(key0) AS by0, collect(key1) AS by1
CALL (n0) {
  MATCH (n0)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2)
  WHERE NOT EXISTS { MATCH (n0)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
  WITH n2, e2 ORDER BY e2.position, n2.id
  RETURN head(collect([n2.id, n2.code, n2.name, n2.nameRu, e2.position])) AS s0
}
CALL (n0) {
  MATCH (n0)-[:IDENTIFIED_BY]->(n3)
  WITH n3 ORDER BY n3.scheme, n3.value, n3.id LIMIT $p3
  RETURN collect([n3.id, n3.scheme, n3.value, n3.key, toString(n3.since), toString(n3.until), n3.origin]) AS s1
}
WITH n0, by0, by1, [n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo, s0, s1, by0, by1] AS row
RETURN collect(row) AS rows0
