// Which agreements in force of Moscow State University, with a partner strong in the field 0613 (software), have no condition yet for that field at master's level; what they allow today, and whether a conclusion is still awaited.

MATCH (n1:Identifier)
WHERE (n1.since IS NULL OR n1.since <= date($p0)) AND (n1.until > date($p1) OR n1.until IS NULL) AND n1.key = $p2
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p3
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2 WHERE n2.seen = $acl.public)
  WHERE ((n2.validTo >= date($p4) OR n2.validTo IS NULL) AND n2.kind IN $p5 AND n2.validFrom <= date($p6) AND NOT EXISTS { MATCH (n2)<-[:CONDITION_OF]-(n3 WHERE n3.seen = $acl.public) WHERE ((n3.lastYear >= $p7 OR n3.lastYear IS NULL) AND [x IN coalesce(n3.fields, []) WHERE x STARTS WITH $p8] <> [] AND n3.firstYear <= $p9 AND $p10 IN n3.levels) } AND EXISTS { MATCH (n2)-[e4:HAS_PARTY]->(n4) WHERE ([x IN coalesce(n4.fields, []) WHERE x STARTS WITH $p11] <> [] AND EXISTS { MATCH (n4)-[e5:LOCATED_IN]->(s5)-[:IN_COUNTRY]->(n5) WHERE NOT EXISTS { MATCH (n4)-[fe5:LOCATED_IN]->(fs5) WHERE (fe5.position < e5.position OR (fe5.position IS NOT NULL AND e5.position IS NULL) OR ((fe5.position = e5.position OR (fe5.position IS NULL AND e5.position IS NULL)) AND fs5.id < s5.id)) } AND NOT coalesce(n5.code IN $p12, false) }) } AND coalesce(coalesce(last(n2.statuses[..size([day IN n2.statusesSince WHERE day <= $p13])]), n2.status) IN $p14, false))
  WITH n2 ORDER BY n2.validTo DESC, n2.id DESC LIMIT $p15
  CALL (n2) {
    MATCH (n2)<-[:CONDITION_OF]-(n6 WHERE n6.seen = $acl.public)
    WHERE ((n6.lastYear >= $p16 OR n6.lastYear IS NULL) AND n6.firstYear <= $p17)
    WITH n6 ORDER BY n6.firstYear DESC, n6.id DESC LIMIT $p18
    RETURN collect([n6.id, n6.kind, n6.placesPerYear, n6.fields, n6.levels, n6.languages, [(n6)-[:SENT_BY]->(n7) | [n7.id, n7.name]]]) AS s0
  }
  CALL (n2) {
    MATCH (n2)-[e8:HAS_PARTY]->(n8)
    WHERE EXISTS { MATCH (n8)-[e9:LOCATED_IN]->(s9)-[:IN_COUNTRY]->(n9) WHERE NOT EXISTS { MATCH (n8)-[fe9:LOCATED_IN]->(fs9) WHERE (fe9.position < e9.position OR (fe9.position IS NOT NULL AND e9.position IS NULL) OR ((fe9.position = e9.position OR (fe9.position IS NULL AND e9.position IS NULL)) AND fs9.id < s9.id)) } AND NOT coalesce(n9.code IN $p19, false) }
    WITH n8, e8 ORDER BY e8.position, n8.id LIMIT $p20
    RETURN collect([n8.id, n8.name, n8.fields, e8.position]) AS s1
  }
  WITH n2, [n2.id, n2.title, n2.kind, toString(n2.validTo), s0, s1] AS row ORDER BY n2.validTo DESC, n2.id DESC
  RETURN collect(row) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2 WHERE n2.seen = $acl.public)
  WHERE ((n2.validTo >= date($p4) OR n2.validTo IS NULL) AND n2.kind IN $p5 AND n2.validFrom <= date($p6) AND NOT EXISTS { MATCH (n2)<-[:CONDITION_OF]-(n3 WHERE n3.seen = $acl.public) WHERE ((n3.lastYear >= $p7 OR n3.lastYear IS NULL) AND [x IN coalesce(n3.fields, []) WHERE x STARTS WITH $p8] <> [] AND n3.firstYear <= $p9 AND $p10 IN n3.levels) } AND EXISTS { MATCH (n2)-[e4:HAS_PARTY]->(n4) WHERE ([x IN coalesce(n4.fields, []) WHERE x STARTS WITH $p11] <> [] AND EXISTS { MATCH (n4)-[e5:LOCATED_IN]->(s5)-[:IN_COUNTRY]->(n5) WHERE NOT EXISTS { MATCH (n4)-[fe5:LOCATED_IN]->(fs5) WHERE (fe5.position < e5.position OR (fe5.position IS NOT NULL AND e5.position IS NULL) OR ((fe5.position = e5.position OR (fe5.position IS NULL AND e5.position IS NULL)) AND fs5.id < s5.id)) } AND NOT coalesce(n5.code IN $p12, false) }) } AND coalesce(coalesce(last(n2.statuses[..size([day IN n2.statusesSince WHERE day <= $p13])]), n2.status) IN $p14, false))
  RETURN count(n2) AS t0
}
WITH n0, [n0.id, n0.name, s0, t0] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
