// The shortest chains from Moscow State University to Alexandria University over contacts, offices, events, people, consortia and common partners, newest evidence first.

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows2
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows3
}
CALL () {
  UNWIND $p4.items AS id
  MATCH (n0:Agreement {id: id})
  RETURN collect([n0.id, n0.demo, n0.slug, n0.title, n0.kind, n0.status, n0.statuses, n0.statusesSince, toString(n0.signed), toString(n0.validFrom), toString(n0.validTo), n0.renewal, n0.noticeMonths]) AS rows4
}
CALL () {
  UNWIND $p5.items AS id
  MATCH (n0:Contact {id: id})
  RETURN collect([n0.id, n0.demo, n0.slug, n0.stage, n0.stages, n0.stagesSince, toString(n0.since), toString(n0.until), toString(n0.lastActivity), n0.outcome]) AS rows5
}
CALL () {
  UNWIND $p6.items AS id
  MATCH (n0:Event {id: id})
  RETURN collect([n0.id, n0.demo, n0.slug, n0.name, n0.nameRu, n0.kind, n0.mode, toString(n0.starts), toString(n0.ends), n0.visitors]) AS rows6
}
CALL () {
  UNWIND $p7.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows7
}
CALL () {
  UNWIND $p8.items AS id
  MATCH (n0:Person {id: id})
  RETURN collect([n0.id, n0.demo, n0.slug, n0.role, n0.languages]) AS rows8
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5, rows6, rows7, rows8
