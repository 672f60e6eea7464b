// Programmes in English, of the broad field 07 (engineering), with free places next academic year, at foreign institutions with a live contact to a Russian university; what they cost, and who knows the institution.

CALL () {
  MATCH (n0:Programme)
  WHERE n0.field STARTS WITH $p0 AND n0.freePlaces > $p1 AND n0.freePlacesYear = $p2 AND [x IN coalesce(n0.languages, []) WHERE x STARTS WITH $p3] <> [] AND EXISTS { MATCH (n0)-[:OFFERED_BY]->(n1) WHERE (EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND NOT coalesce(n2.code IN $p4, false) } AND EXISTS { MATCH (n1)<-[:BETWEEN]-(v3 WHERE v3.seen = $acl.public)-[:BETWEEN]->(n3) WHERE v3.since <= date($p5) AND (v3.until IS NULL OR v3.until > date($p5)) AND NOT coalesce(coalesce(last(v3.stages[..size([day IN v3.stagesSince WHERE day <= $p5])]), v3.stage) IN $p6, false) AND EXISTS { MATCH (n3)-[e4:LOCATED_IN]->(s4)-[:IN_COUNTRY]->(n4) WHERE NOT EXISTS { MATCH (n3)-[fe4:LOCATED_IN]->(fs4) WHERE (fe4.position < e4.position OR (fe4.position IS NOT NULL AND e4.position IS NULL) OR ((fe4.position = e4.position OR (fe4.position IS NULL AND e4.position IS NULL)) AND fs4.id < s4.id)) } AND n4.code = $p7 } }) }
  WITH n0 ORDER BY n0.freePlaces DESC, n0.id DESC LIMIT $p8
  CALL (n0) {
    MATCH (n0)-[:OFFERED_BY]->(n5)
    WITH n5 ORDER BY n5.name, n5.id LIMIT $p9
    CALL (n5) {
      MATCH (n5)<-[:BETWEEN]-(v7 WHERE v7.seen = $acl.public)-[:BETWEEN]->(n7)
      WHERE v7.since <= date($p10) AND (v7.until IS NULL OR v7.until > date($p10)) AND NOT coalesce(coalesce(last(v7.stages[..size([day IN v7.stagesSince WHERE day <= $p10])]), v7.stage) IN $p11, false) AND EXISTS { MATCH (n7)-[e8:LOCATED_IN]->(s8)-[:IN_COUNTRY]->(n8) WHERE NOT EXISTS { MATCH (n7)-[fe8:LOCATED_IN]->(fs8) WHERE (fe8.position < e8.position OR (fe8.position IS NOT NULL AND e8.position IS NULL) OR ((fe8.position = e8.position OR (fe8.position IS NULL AND e8.position IS NULL)) AND fs8.id < s8.id)) } AND n8.code = $p12 }
      WITH DISTINCT n7 ORDER BY n7.name, n7.id LIMIT $p13
      RETURN collect([n7.id, n7.name]) AS s1
    }
    CALL (n5) {
      MATCH (n5)<-[:BETWEEN]-(v7 WHERE v7.seen = $acl.public)-[:BETWEEN]->(n7)
      WHERE v7.since <= date($p10) AND (v7.until IS NULL OR v7.until > date($p10)) AND NOT coalesce(coalesce(last(v7.stages[..size([day IN v7.stagesSince WHERE day <= $p10])]), v7.stage) IN $p11, false) AND EXISTS { MATCH (n7)-[e8:LOCATED_IN]->(s8)-[:IN_COUNTRY]->(n8) WHERE NOT EXISTS { MATCH (n7)-[fe8:LOCATED_IN]->(fs8) WHERE (fe8.position < e8.position OR (fe8.position IS NOT NULL AND e8.position IS NULL) OR ((fe8.position = e8.position OR (fe8.position IS NULL AND e8.position IS NULL)) AND fs8.id < s8.id)) } AND n8.code = $p12 }
      RETURN count(DISTINCT n7) AS t1
    }
    WITH n5, [n5.id, n5.name, [(n5)-[e6:LOCATED_IN]->(s6) | [s6.id, [(s6)-[:IN_COUNTRY]->(n6) | [n6.id, n6.name, e6.position]], e6.position]], s1, t1] AS row ORDER BY n5.name, n5.id
    RETURN collect(row) AS s0
  }
  WITH n0, [n0.id, n0.name, n0.level, n0.field, n0.languages, n0.mode, n0.months, n0.fee, n0.currency, n0.freePlaces, s0] AS row ORDER BY n0.freePlaces DESC, n0.id DESC
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (n0:Programme)
  WHERE n0.field STARTS WITH $p0 AND n0.freePlaces > $p1 AND n0.freePlacesYear = $p2 AND [x IN coalesce(n0.languages, []) WHERE x STARTS WITH $p3] <> [] AND EXISTS { MATCH (n0)-[:OFFERED_BY]->(n1) WHERE (EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND NOT coalesce(n2.code IN $p4, false) } AND EXISTS { MATCH (n1)<-[:BETWEEN]-(v3 WHERE v3.seen = $acl.public)-[:BETWEEN]->(n3) WHERE v3.since <= date($p5) AND (v3.until IS NULL OR v3.until > date($p5)) AND NOT coalesce(coalesce(last(v3.stages[..size([day IN v3.stagesSince WHERE day <= $p5])]), v3.stage) IN $p6, false) AND EXISTS { MATCH (n3)-[e4:LOCATED_IN]->(s4)-[:IN_COUNTRY]->(n4) WHERE NOT EXISTS { MATCH (n3)-[fe4:LOCATED_IN]->(fs4) WHERE (fe4.position < e4.position OR (fe4.position IS NOT NULL AND e4.position IS NULL) OR ((fe4.position = e4.position OR (fe4.position IS NULL AND e4.position IS NULL)) AND fs4.id < s4.id)) } AND n4.code = $p7 } }) }
  RETURN count(n0) AS total0
}
RETURN rows0, total0
