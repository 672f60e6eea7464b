// { offices { nodes {
// city { name } status(asOf: "2026-01-01") { status } covers(asOf: "2026-01-01") { edges { since } }
// people(allTime: true) { totalCount } contacts(last: 3) { pageInfo { hasPreviousPage } }
// } } }

MATCH (n0:Office)
WHERE n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
CALL (n0) {
  MATCH (n0)<-[:FACILITATED_BY]-(n2 WHERE n2.seen = $acl.public)
  WITH n2 ORDER BY n2.since, n2.id LIMIT $p1
  RETURN collect([n2.id, n2.stage, toString(n2.since)]) AS s1
}
CALL (n0) {
  MATCH (n0)-[e3:COVERS]->(n3)
  WHERE e3.since <= date($p2) AND (e3.until IS NULL OR e3.until > date($p2))
  WITH n3, e3 ORDER BY n3.name, e3.since, n3.id LIMIT $p3
  RETURN collect([n3.id, n3.code, n3.name, n3.nameRu, toString(e3.since), toString(e3.until)]) AS s2
}
CALL (n0) {
  MATCH (n0)<-[e4:SERVES_AT]-(n4)
  RETURN count(n4) AS t3
}
CALL (n0) {
  MATCH (n0)-[:HAS_STATUS]->(n5)
  WHERE n5.since <= date($p4) AND (n5.until IS NULL OR n5.until > date($p4))
  WITH n5 ORDER BY n5.since DESC, n5.id DESC
  RETURN head(collect([n5.id, n5.status, toString(n5.since), toString(n5.until)])) AS s4
}
WITH n0, [n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo, [(n0)-[:HOUSED_IN]->(n1) | [n1.id, n1.name, n1.nameRu]], s1, s2, t3, s4] AS row ORDER BY n0.name, n0.id
RETURN collect(row) AS rows0
