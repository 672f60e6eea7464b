// In which countries and broad fields do intents ask for partners, while no Russian institution has a live contact there?

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Country {id: id})
  RETURN collect([n0.id, n0.code, n0.name]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:Intent {id: id})
  RETURN collect([n0.id, n0.direction, n0.cooperationKind, [(n0)<-[:HAS_INTENT]-(n1) | [n1.id, n1.name]]]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows2
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug]) AS rows3
}
RETURN rows0, rows1, rows2, rows3
