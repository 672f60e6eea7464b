// {
// nodes(ids: ["offi_xxxxxxxxxxxxxxxx", "univ_xxxxxxxxxxxxxxxx", "offi_yyyyyyyyyyyyyyyy"]) {
// id ... on Office { city { name } }
// }
// }

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo, [(n0)-[:HOUSED_IN]->(n1) | [n1.id, n1.name, n1.nameRu]]]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows1
}
RETURN rows0, rows1
