// Institutions of higher education in Central Asia, strong in engineering or computing (06, 07) like Satbayev University, that have live contacts with at least two Russian universities now.

MATCH (n1:Country)
WHERE n1.code IN $p4
MATCH (n1)<-[:IN_COUNTRY]-(s1)<-[e1:LOCATED_IN]-(n0:University)
WHERE ([x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p0] <> [] OR [x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p1] <> []) AND n0.kind = $p2 AND n0.status = $p3 AND NOT EXISTS { MATCH (n0)-[fe1:LOCATED_IN]->(fs1) WHERE (fe1.position < e1.position OR (fe1.position IS NOT NULL AND e1.position IS NULL) OR ((fe1.position = e1.position OR (fe1.position IS NULL AND e1.position IS NULL)) AND fs1.id < s1.id)) } AND COUNT { MATCH (n0)<-[:BETWEEN]-(v2 WHERE v2.seen = $acl.public)-[:BETWEEN]->(n2) WHERE v2.since <= date($p5) AND (v2.until IS NULL OR v2.until > date($p5)) AND NOT coalesce(coalesce(last(v2.stages[..size([day IN v2.stagesSince WHERE day <= $p5])]), v2.stage) IN $p6, false) AND EXISTS { MATCH (n2)-[e3:LOCATED_IN]->(s3)-[:IN_COUNTRY]->(n3) WHERE NOT EXISTS { MATCH (n2)-[fe3:LOCATED_IN]->(fs3) WHERE (fe3.position < e3.position OR (fe3.position IS NOT NULL AND e3.position IS NULL) OR ((fe3.position = e3.position OR (fe3.position IS NULL AND e3.position IS NULL)) AND fs3.id < s3.id)) } AND n3.code = $p7 } RETURN DISTINCT n2 } >= $p8
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.name, n0.id LIMIT $p9
  CALL (n0) {
    MATCH (n0)<-[:BETWEEN]-(v5 WHERE v5.seen = $acl.public)-[:BETWEEN]->(n5)
    WHERE v5.since <= date($p10) AND (v5.until IS NULL OR v5.until > date($p10)) AND NOT coalesce(coalesce(last(v5.stages[..size([day IN v5.stagesSince WHERE day <= $p10])]), v5.stage) IN $p11, false) AND EXISTS { MATCH (n5)-[e6:LOCATED_IN]->(s6)-[:IN_COUNTRY]->(n6) WHERE NOT EXISTS { MATCH (n5)-[fe6:LOCATED_IN]->(fs6) WHERE (fe6.position < e6.position OR (fe6.position IS NOT NULL AND e6.position IS NULL) OR ((fe6.position = e6.position OR (fe6.position IS NULL AND e6.position IS NULL)) AND fs6.id < s6.id)) } AND n6.code = $p12 }
    WITH DISTINCT n5 ORDER BY n5.name, n5.id LIMIT $p13
    RETURN collect([n5.id, n5.name]) AS s1
  }
  CALL (n0) {
    MATCH (n0)<-[:BETWEEN]-(v5 WHERE v5.seen = $acl.public)-[:BETWEEN]->(n5)
    WHERE v5.since <= date($p10) AND (v5.until IS NULL OR v5.until > date($p10)) AND NOT coalesce(coalesce(last(v5.stages[..size([day IN v5.stagesSince WHERE day <= $p10])]), v5.stage) IN $p11, false) AND EXISTS { MATCH (n5)-[e6:LOCATED_IN]->(s6)-[:IN_COUNTRY]->(n6) WHERE NOT EXISTS { MATCH (n5)-[fe6:LOCATED_IN]->(fs6) WHERE (fe6.position < e6.position OR (fe6.position IS NOT NULL AND e6.position IS NULL) OR ((fe6.position = e6.position OR (fe6.position IS NULL AND e6.position IS NULL)) AND fs6.id < s6.id)) } AND n6.code = $p12 }
    RETURN count(DISTINCT n5) AS t1
  }
  WITH n0, [n0.id, n0.name, n0.fields, [(n0)-[e4:LOCATED_IN]->(s4) | [s4.id, [(s4)-[:IN_COUNTRY]->(n4) | [n4.id, n4.code, e4.position]], e4.position]], s1, t1] AS row ORDER BY n0.name, n0.id
  RETURN collect(row) AS rows0
}
RETURN rows0, size(all0) AS total0
