// Kazan Federal University teaches software (0613) at master level in English or Russian from B2: ten foreign universities that seek what it offers or offer what it seeks, where an active office can help and no agreement is live. Why each, and who can introduce us?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, [(n0)-[e1:LOCATED_IN]->(s1) | [s1.id, [(s1)-[:IN_COUNTRY]->(n1) | [n1.id, n1.code, n1.name, e1.position]], e1.position]]]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:Contact {id: id} WHERE n0.seen = $acl.public)
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
  MATCH (n0:Contact {id: id} WHERE n0.seen = $acl.public)
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
