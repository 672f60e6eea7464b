// Kazan Federal University teaches software (0613) at master level in English or Russian from B2: ten foreign universities that seek what it offers or offer what it seeks, where an active office can help and no agreement is live. Why each, and who can introduce us?

CALL () {
  UNWIND $p0 AS id
  MATCH (n0:University {id: id})
  CALL (n0) {
    MATCH (n0)-[e1:LOCATED_IN]->()-[:IN_COUNTRY]->(n1)
    WITH n1, e1 ORDER BY e1.position, n1.id
    RETURN head(collect({id: n1.id, code: n1.code, name: n1.name, nameRu: n1.nameRu, edge_position: e1.position})) AS s0
  }
  WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0} AS row
  RETURN collect(row) AS rows0
}
CALL () {
  UNWIND $p1 AS id
  MATCH (n0:Contact {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, stage: n0.stage, since: toString(n0.since), until: toString(n0.until), lastActivity: toString(n0.lastActivity), outcome: n0.outcome, demo: n0.demo}) AS rows1
}
CALL () {
  UNWIND $p2 AS id
  MATCH (n0:Event {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, nameRu: n0.nameRu, kind: n0.kind, starts: toString(n0.starts), ends: toString(n0.ends), visitors: n0.visitors, demo: n0.demo}) AS rows2
}
CALL () {
  UNWIND $p3 AS id
  MATCH (n0:Intent {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, direction: n0.direction, cooperationKind: n0.cooperationKind, fields: n0.fields, levels: n0.levels, languages: n0.languages, places: n0.places, since: toString(n0.since), until: toString(n0.until), demo: n0.demo}) AS rows3
}
CALL () {
  UNWIND $p4 AS id
  MATCH (n0:Office {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows4
}
CALL () {
  UNWIND $p5 AS id
  MATCH (n0:University {id: id})
  RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows5
}
CALL () {
  UNWIND $p6 AS id
  MATCH (n0:Office {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows6
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5, rows6
