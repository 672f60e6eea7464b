// { nodes(ids: ["offi_x", "univ_x", "offi_y"]) { id ... on Office { city { name } } } }

CALL () {
  UNWIND $p0 AS id
  MATCH (n0:Office {id: id})
  CALL (n0) {
    MATCH (n0)-[:HOUSED_IN]->(n1)
    WITH n1 ORDER BY n1.id
    RETURN head(collect({id: n1.id, name: n1.name, nameRu: n1.nameRu})) AS s0
  }
  WITH n0, {id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo, s0: s0} AS row
  RETURN collect(row) AS rows0
}
CALL () {
  UNWIND $p1 AS id
  MATCH (n0:University {id: id})
  RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows1
}
RETURN rows0, rows1
