// { university(id: "univ_xxxxxxxxxxxxxxxx") { partners(asOf: "2026-01-01", where: {country: {code: {eq: "RU"}}}, orderBy: {field: FOUNDED}) { totalCount nodes { id } } } }

MATCH (n0:University)
WHERE n0.id = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:BETWEEN]-(v1 WHERE v1.seen = $acl.public)-[:BETWEEN]->(n1)
  WHERE v1.since <= date($p2) AND (v1.until IS NULL OR v1.until > date($p2)) AND NOT coalesce(coalesce(last(v1.stages[..size([day IN v1.stagesSince WHERE day <= $p2])]), v1.stage) IN $p3, false) AND EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND n2.code = $p4 }
  WITH DISTINCT n1 ORDER BY n1.founded, n1.id LIMIT $p5
  RETURN collect([n1.id, n1.name]) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:BETWEEN]-(v1 WHERE v1.seen = $acl.public)-[:BETWEEN]->(n1)
  WHERE v1.since <= date($p2) AND (v1.until IS NULL OR v1.until > date($p2)) AND NOT coalesce(coalesce(last(v1.stages[..size([day IN v1.stagesSince WHERE day <= $p2])]), v1.stage) IN $p3, false) AND EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND n2.code = $p4 }
  RETURN count(DISTINCT n1) AS t0
}
WITH n0, [n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo, s0, t0] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
