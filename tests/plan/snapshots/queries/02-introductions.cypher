// The shortest chains from Moscow State University to Alexandria University over contacts, offices, events, people, consortia and common partners, newest evidence first.

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug]) AS rows2
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows3
}
CALL () {
  UNWIND $p4.items AS id
  MATCH (n0:Agreement {id: id} WHERE n0.seen = $acl.public)
  RETURN collect([n0.id, n0.title, toString(n0.validFrom), toString(n0.validTo)]) AS rows4
}
CALL () {
  UNWIND $p5.items AS id
  MATCH (n0:Contact {id: id} WHERE n0.seen = $acl.public)
  RETURN collect([n0.id, n0.stage, toString(n0.lastActivity)]) AS rows5
}
CALL () {
  UNWIND $p6.items AS id
  MATCH (n0:Event {id: id})
  RETURN collect([n0.id, n0.name, toString(n0.starts)]) AS rows6
}
CALL () {
  UNWIND $p7.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id]) AS rows7
}
CALL () {
  UNWIND $p8.items AS id
  MATCH (n0:Person {id: id})
  RETURN collect([n0.id, n0.role, n0.languages]) AS rows8
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8
