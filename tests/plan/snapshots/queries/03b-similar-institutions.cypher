// Satbayev University has proved to be a good partner: which institutions of Central Asia are most like it, of those that have live contacts with at least two Russian universities now? Why each?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  CALL (n0) {
    MATCH (n0)-[e1:LOCATED_IN]->(s1)-[:IN_COUNTRY]->(n1)
    WHERE NOT EXISTS { MATCH (n0)-[fe1:LOCATED_IN]->(fs1) WHERE (fe1.position < e1.position OR (fe1.position IS NOT NULL AND e1.position IS NULL) OR ((fe1.position = e1.position OR (fe1.position IS NULL AND e1.position IS NULL)) AND fs1.id < s1.id)) }
    WITH n1, e1 ORDER BY e1.position, n1.id
    RETURN head(collect([n1.id, n1.code, e1.position])) AS s0
  }
  WITH n0, [n0.id, n0.name, s0] AS row
  RETURN collect(row) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:Intent {id: id})
  RETURN collect([n0.id]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id]) AS rows2
}
RETURN rows0, rows1, rows2
