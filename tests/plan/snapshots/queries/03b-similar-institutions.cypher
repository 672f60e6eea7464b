// Satbayev University has proved to be a good partner: which institutions of Central Asia are most like it, of those that have live contacts with at least two Russian universities now? Why each?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, [(n0)-[e1:LOCATED_IN]->(s1) | [s1.id, [(s1)-[:IN_COUNTRY]->(n1) | [n1.id, n1.code, e1.position]], e1.position]]]) AS rows0
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
