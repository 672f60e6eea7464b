// How offices, coverage and contacts stood on 15 January 2021 for five countries, and what has begun and ended between then and 24 November 2026.

MATCH (n0:Country)
WHERE n0.code IN $p0
WITH n0 ORDER BY n0.name, n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[e1:COVERS]-(n1)
  WHERE e1.since <= date($p2) AND (e1.until IS NULL OR e1.until > date($p2))
  WITH n1, e1 ORDER BY n1.name, e1.since, n1.id LIMIT $p3
  CALL (n1) {
    MATCH (n1)-[:HAS_STATUS]->(n2)
    WHERE n2.since <= date($p4) AND (n2.until IS NULL OR n2.until > date($p4))
    WITH n2 ORDER BY n2.since DESC, n2.id DESC
    RETURN head(collect([n2.id, n2.status, toString(n2.since)])) AS s0
  }
  WITH n1, e1, [n1.id, n1.slug, n1.name, s0, toString(e1.since), toString(e1.until)] AS row ORDER BY n1.name, e1.since, n1.id
  RETURN collect(row) AS s0
}
WITH n0, [n0.id, n0.code, n0.name, s0] AS row ORDER BY n0.name, n0.id
RETURN collect(row) AS rows0
;
MATCH (n2:Country)
WHERE n2.code IN $p2
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[:BETWEEN]-(n0:Contact WHERE n0.seen = $acl.public)
WHERE ((n0.until > date($p0) OR n0.until IS NULL) AND n0.since <= date($p1)) AND NOT coalesce((((n0.until > date($p3) OR n0.until IS NULL) AND n0.since <= date($p4)) AND NOT coalesce(coalesce(last(n0.stages[..size([day IN n0.stagesSince WHERE day <= $p5])]), n0.stage) IN $p6, false)), false) AND NOT coalesce(coalesce(last(n0.stages[..size([day IN n0.stagesSince WHERE day <= $p7])]), n0.stage) IN $p8, false)
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.since, n0.id LIMIT $p9
  RETURN collect([n0.id, n0.stage, n0.stages, n0.stagesSince, [(n0)-[:BETWEEN]->(n3) | [n3.id, n3.name]]]) AS rows0
}
RETURN rows0, size(all0) AS total0
;
MATCH (n2:Country)
WHERE n2.code IN $p2
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[:BETWEEN]-(n0:Contact WHERE n0.seen = $acl.public)
WHERE ((n0.until > date($p0) OR n0.until IS NULL) AND n0.since <= date($p1)) AND NOT coalesce(coalesce(last(n0.stages[..size([day IN n0.stagesSince WHERE day <= $p3])]), n0.stage) IN $p4, false)
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.since DESC, n0.id DESC LIMIT $p5
  RETURN collect([n0.id, n0.stage, n0.stages, n0.stagesSince, toString(n0.since), [(n0)-[:BETWEEN]->(n3) | [n3.id, n3.name]]]) AS rows0
}
RETURN rows0, size(all0) AS total0
;
MATCH (n2:Country)
WHERE n2.code IN $p2
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[:BETWEEN]-(n0:Contact WHERE n0.seen = $acl.public)
WHERE n0.since > date($p0) AND n0.since <= date($p1)
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.since, n0.id LIMIT $p3
  RETURN collect([n0.id, toString(n0.since), [(n0)-[:BETWEEN]->(n3) | [n3.id, n3.name]]]) AS rows0
}
RETURN rows0, size(all0) AS total0
;
MATCH (n2:Country)
WHERE n2.code IN $p2
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[e1:HAS_PARTY]-(n0:Agreement WHERE n0.seen = $acl.public)
WHERE (n0.validTo >= date($p0) OR n0.validTo IS NULL) AND n0.validFrom <= date($p1) AND NOT coalesce(((n0.validTo >= date($p3) OR n0.validTo IS NULL) AND n0.validFrom <= date($p4) AND coalesce(coalesce(last(n0.statuses[..size([day IN n0.statusesSince WHERE day <= $p5])]), n0.status) IN $p6, false)), false) AND coalesce(coalesce(last(n0.statuses[..size([day IN n0.statusesSince WHERE day <= $p7])]), n0.status) IN $p8, false)
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.validTo, n0.id LIMIT $p9
  RETURN collect([n0.id, n0.title, n0.status, n0.statuses, n0.statusesSince, toString(n0.validTo)]) AS rows0
}
RETURN rows0, size(all0) AS total0
