// { universities { nodes { partners(first: 5, asOf: "2026-01-01") { nodes {
// country { code } contacts(first: 2) { nodes { stage parties { name } } }
// } } } } }

MATCH (n0:University)
WHERE n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
CALL (n0) {
  MATCH (n0)<-[:BETWEEN]-(v1 WHERE v1.seen = $acl.public)-[:BETWEEN]->(n1)
  WHERE v1.since <= date($p1) AND (v1.until IS NULL OR v1.until > date($p1)) AND NOT coalesce(coalesce(last(v1.stages[..size([day IN v1.stagesSince WHERE day <= $p1])]), v1.stage) IN $p2, false)
  WITH DISTINCT n1 ORDER BY n1.name, n1.id LIMIT $p3
  CALL (n1) {
    MATCH (n1)<-[:BETWEEN]-(n2 WHERE n2.seen = $acl.public)
    WITH n2 ORDER BY n2.since DESC, n2.id DESC LIMIT $p4
    RETURN collect([n2.id, n2.stage, toString(n2.since), [(n2)-[:BETWEEN]->(n3) | [n3.id, n3.name]]]) AS s0
  }
  WITH n1, [n1.id, n1.name, s0, [(n1)-[e4:LOCATED_IN]->(s4) | [s4.id, [(s4)-[:IN_COUNTRY]->(n4) | [n4.id, n4.code, n4.name, n4.nameRu, e4.position]], e4.position]]] AS row ORDER BY n1.name, n1.id
  RETURN collect(row) AS s0
}
WITH n0, [n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo, s0] AS row ORDER BY n0.name, n0.id
RETURN collect(row) AS rows0
