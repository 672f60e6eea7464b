// What do foreign universities seek or offer on 24 November 2026 that meets an open intent of Kazan Federal University and ends within 60 days, soonest first, and which of its own intents does each meet?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Intent {id: id})
  CALL (n0) {
    MATCH (n0)-[:AIMS_AT]->(n1)
    WITH n1 ORDER BY n1.name, n1.id LIMIT $p1
    RETURN collect([n1.id, n1.code]) AS s0
  }
  CALL (n0) {
    MATCH (n0)<-[:HAS_INTENT]-(n2)
    WITH n2 ORDER BY n2.id
    CALL (n2) {
      MATCH (n2)-[e3:LOCATED_IN]->(s3)-[:IN_COUNTRY]->(n3)
      WHERE NOT EXISTS { MATCH (n2)-[fe3:LOCATED_IN]->(fs3) WHERE (fe3.position < e3.position OR (fe3.position IS NOT NULL AND e3.position IS NULL) OR ((fe3.position = e3.position OR (fe3.position IS NULL AND e3.position IS NULL)) AND fs3.id < s3.id)) }
      WITH n3, e3 ORDER BY e3.position, n3.id
      RETURN head(collect([n3.id, n3.code, n3.name, n3.nameRu, e3.position])) AS s0
    }
    WITH n2, [n2.id, n2.name, s0] AS row ORDER BY n2.id
    RETURN head(collect(row)) AS s1
  }
  WITH n0, [n0.id, n0.direction, n0.cooperationKind, n0.fields, n0.levels, n0.languages, n0.places, toString(n0.until), s0, s1] AS row
  RETURN collect(row) AS rows0
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:Country {id: id})
  RETURN collect([n0.id, n0.code]) AS rows1
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:Intent {id: id})
  RETURN collect([n0.id, n0.slug, n0.direction, n0.fields, n0.levels, n0.languages, toString(n0.until)]) AS rows2
}
RETURN rows0, rows1, rows2
