// The shortest chains from Moscow State University to Alexandria University over contacts, offices, events, people, consortia and common partners, newest evidence first.

CALL () {
  UNWIND $p0 AS id
  MATCH (n0:University {id: id})
  RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
}
CALL () {
  UNWIND $p1 AS id
  MATCH (n0:University {id: id})
  RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows1
}
CALL () {
  UNWIND $p2 AS id
  MATCH (n0:Agreement {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, title: n0.title, kind: n0.kind, status: n0.status, signed: toString(n0.signed), validFrom: toString(n0.validFrom), validTo: toString(n0.validTo), renewal: n0.renewal, noticeMonths: n0.noticeMonths, demo: n0.demo}) AS rows2
}
CALL () {
  UNWIND $p3 AS id
  MATCH (n0:Contact {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, stage: n0.stage, since: toString(n0.since), until: toString(n0.until), lastActivity: toString(n0.lastActivity), outcome: n0.outcome, demo: n0.demo}) AS rows3
}
CALL () {
  UNWIND $p4 AS id
  MATCH (n0:Event {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, nameRu: n0.nameRu, kind: n0.kind, starts: toString(n0.starts), ends: toString(n0.ends), visitors: n0.visitors, demo: n0.demo}) AS rows4
}
RETURN rows0, rows1, rows2, rows3, rows4
