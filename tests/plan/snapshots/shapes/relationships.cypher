// { offices { nodes {
// city { name } status(asOf: "2026-01-01") { status } covers(asOf: "2026-01-01") { edges { since } }
// people(allTime: true) { totalCount } contacts(last: 3) { pageInfo { hasPreviousPage } }
// } } }

MATCH (n0:Office)
WHERE n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
CALL (n0) {
  MATCH (n0)-[:HOUSED_IN]->(n1)
  WITH n1 ORDER BY n1.id
  RETURN head(collect({id: n1.id, name: n1.name, nameRu: n1.nameRu})) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:FACILITATED_BY]-(n2)
  WITH n2 ORDER BY n2.since, n2.id LIMIT $p1
  RETURN collect({id: n2.id, stage: n2.stage, since: toString(n2.since)}) AS s1
}
CALL (n0) {
  MATCH (n0)-[e3:COVERS]->(n3)
  WHERE e3.since <= date($p2) AND (e3.until IS NULL OR e3.until > date($p2))
  WITH n3, e3 ORDER BY n3.name, e3.since, n3.id LIMIT $p3
  RETURN collect({id: n3.id, code: n3.code, name: n3.name, nameRu: n3.nameRu, edge_since: toString(e3.since), edge_until: toString(e3.until)}) AS s2
}
CALL (n0) {
  MATCH (n0)<-[e4:SERVES_AT]-(n4)
  RETURN count(n4) AS t3
}
CALL (n0) {
  MATCH (n0)-[:HAS_STATUS]->(n5)
  WHERE n5.since <= date($p4) AND (n5.until IS NULL OR n5.until > date($p4))
  WITH n5 ORDER BY n5.since DESC, n5.id DESC
  RETURN head(collect({id: n5.id, status: n5.status, since: toString(n5.since), until: toString(n5.until)})) AS s4
}
WITH n0, {id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo, s0: s0, s1: s1, s2: s2, t3: t3, s4: s4} AS row ORDER BY n0.name, n0.id
RETURN collect(row) AS rows0
