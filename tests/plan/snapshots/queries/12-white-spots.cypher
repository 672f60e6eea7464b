// In which countries and broad fields do intents ask for partners, while no Russian institution has a live contact there?

CALL () {
  UNWIND $p0 AS id
  MATCH (n0:Country {id: id})
  RETURN collect({id: n0.id, code: n0.code, name: n0.name, nameRu: n0.nameRu}) AS rows0
}
CALL () {
  UNWIND $p1 AS id
  MATCH (n0:Intent {id: id})
  CALL (n0) {
    MATCH (n0)<-[:HAS_INTENT]-(n1)
    WITH n1 ORDER BY n1.id
    RETURN head(collect({id: n1.id, name: n1.name})) AS s0
  }
  WITH n0, {id: n0.id, slug: n0.slug, direction: n0.direction, cooperationKind: n0.cooperationKind, fields: n0.fields, levels: n0.levels, languages: n0.languages, places: n0.places, since: toString(n0.since), until: toString(n0.until), demo: n0.demo, s0: s0} AS row
  RETURN collect(row) AS rows1
}
CALL () {
  UNWIND $p2 AS id
  MATCH (n0:University {id: id})
  RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows2
}
CALL () {
  UNWIND $p3 AS id
  MATCH (n0:Office {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows3
}
RETURN rows0, rows1, rows2, rows3
