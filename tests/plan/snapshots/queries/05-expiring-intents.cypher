// What do foreign universities seek or offer on 24 November 2026 that meets an open intent of Kazan Federal University and ends within 60 days, soonest first, and which of its own intents does each meet?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Intent {id: id})
  CALL (n0) {
    MATCH (n0)<-[:HAS_INTENT]-(n2)
    WITH n2 ORDER BY n2.id
    RETURN head(collect([n2.id, n2.name, [(n2)-[e3:LOCATED_IN]->(s3) | [s3.id, [(s3)-[:IN_COUNTRY]->(n3) | [n3.id, n3.code, n3.name, n3.nameRu, e3.position]], e3.position]]])) AS s1
  }
  WITH n0, [n0.id, n0.direction, n0.cooperationKind, n0.fields, n0.levels, n0.languages, n0.places, toString(n0.until), [(n0)-[:AIMS_AT]->(n1) | [n1.id, n1.code, n1.name]], s1] AS row
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
