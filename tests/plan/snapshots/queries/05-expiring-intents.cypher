// What foreign universities seek or offer on 24 November 2026 that ends within 60 days, soonest first.

CALL () {
  MATCH (n0:Intent)
  WHERE (n0.until > date($p0) OR n0.until IS NULL) AND n0.since <= date($p1) AND n0.until <= date($p2) AND NOT coalesce(EXISTS { MATCH (n0)<-[:HAS_INTENT]-(n1) WHERE EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND n2.code = $p3 } }, false)
  WITH n0 ORDER BY n0.until, n0.id LIMIT $p4
  CALL (n0) {
    MATCH (n0)-[:AIMS_AT]->(n3)
    WITH n3 ORDER BY n3.name, n3.id LIMIT $p5
    RETURN collect([n3.id, n3.code, n3.name, n3.nameRu]) AS s0
  }
  CALL (n0) {
    MATCH (n0)<-[:HAS_INTENT]-(n4)
    WITH n4 ORDER BY n4.id
    CALL (n4) {
      MATCH (n4)-[e5:LOCATED_IN]->(s5)-[:IN_COUNTRY]->(n5)
      WHERE NOT EXISTS { MATCH (n4)-[fe5:LOCATED_IN]->(fs5) WHERE (fe5.position < e5.position OR (fe5.position IS NOT NULL AND e5.position IS NULL) OR ((fe5.position = e5.position OR (fe5.position IS NULL AND e5.position IS NULL)) AND fs5.id < s5.id)) }
      WITH n5, e5 ORDER BY e5.position, n5.id
      RETURN head(collect([n5.id, n5.code, n5.name, n5.nameRu, e5.position])) AS s0
    }
    WITH n4, [n4.id, n4.name, s0] AS row ORDER BY n4.id
    RETURN head(collect(row)) AS s1
  }
  WITH n0, [n0.id, n0.slug, n0.direction, n0.cooperationKind, n0.fields, n0.levels, n0.languages, n0.places, toString(n0.since), toString(n0.until), n0.demo, s0, s1] AS row ORDER BY n0.until, n0.id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (n0:Intent)
  WHERE (n0.until > date($p0) OR n0.until IS NULL) AND n0.since <= date($p1) AND n0.until <= date($p2) AND NOT coalesce(EXISTS { MATCH (n0)<-[:HAS_INTENT]-(n1) WHERE EXISTS { MATCH (n1)-[e2:LOCATED_IN]->(s2)-[:IN_COUNTRY]->(n2) WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) } AND n2.code = $p3 } }, false)
  RETURN count(n0) AS total0
}
RETURN rows0, total0
