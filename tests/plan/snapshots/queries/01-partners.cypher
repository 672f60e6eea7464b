// Kazan Federal University teaches software (0613) at master level in English or Russian from B2: ten foreign universities that seek what it offers or offer what it seeks, where an active office can help and no agreement is live. Why each, and who can introduce us?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  CALL (n0) {
    MATCH (n0)-[e1:LOCATED_IN]->(s1)-[:IN_COUNTRY]->(n1)
    WHERE NOT EXISTS { MATCH (n0)-[fe1:LOCATED_IN]->(fs1) WHERE (fe1.position < e1.position OR (fe1.position IS NOT NULL AND e1.position IS NULL) OR ((fe1.position = e1.position OR (fe1.position IS NULL AND e1.position IS NULL)) AND fs1.id < s1.id)) }
    WITH n1, e1 ORDER BY e1.position, n1.id
    RETURN head(collect([n1.id, n1.code, n1.name, e1.position])) AS s0
  }
  WITH n0, [n0.id, n0.name, s0] AS row
  RETURN collect(row) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:Contact {id: id})
  RETURN collect([n0.id]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:Event {id: id})
  RETURN collect([n0.id]) AS rows2
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:Intent {id: id})
  RETURN collect([n0.id]) AS rows3
}
CALL () {
  UNWIND $p4.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id]) AS rows4
}
CALL () {
  UNWIND $p5.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id]) AS rows5
}
CALL () {
  UNWIND $p6.items AS id
  MATCH (n0:Contact {id: id})
  RETURN collect([n0.id]) AS rows6
}
CALL () {
  UNWIND $p7.items AS id
  MATCH (n0:Intent {id: id})
  RETURN collect([n0.id]) AS rows7
}
CALL () {
  UNWIND $p8.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id]) AS rows8
}
CALL () {
  UNWIND $p9.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id]) AS rows9
}
CALL () {
  UNWIND $p10.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug]) AS rows10
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8, rows9, rows10
