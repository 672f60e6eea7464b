// { _entities(representations: [
// {__typename: "University", domain: "kpfu.ru"}, {__typename: "Office", slug: "x"},
// {__typename: "University", id: "univ_x"}
// ]) { ... on University { ror country { code } } ... on Office { kind } } }

CALL () {
  UNWIND $p0 AS key
  MATCH (n0:Office {id: key})
  RETURN n0, key AS key0, null AS key1
  UNION ALL
  UNWIND $p1 AS key
  MATCH (n0:Office {slug: key})
  RETURN n0, null AS key0, key AS key1
}
WITH n0, collect(key0) AS by0, collect(key1) AS by1 ORDER BY n0.id
RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo, by0: by0, by1: by1}) AS rows0
;
CALL () {
  UNWIND $p0 AS key
  MATCH (n0:University {id: key})
  RETURN n0, key AS key0, null AS key1
  UNION ALL
  UNWIND $p1 AS key
  MATCH (n1:Identifier {key: key})
  WHERE n1.until IS NULL OR n1.until > date($p2)
  MATCH (n1)<-[:IDENTIFIED_BY]-(n0)
  RETURN n0, null AS key0, key AS key1
}
WITH n0, collect(key0) AS by0, collect(key1) AS by1 ORDER BY n0.id
CALL (n0) {
  MATCH (n0)-[e2:LOCATED_IN]->()-[:IN_COUNTRY]->(n2)
  WITH n2, e2 ORDER BY e2.position, n2.id
  RETURN head(collect({id: n2.id, code: n2.code, name: n2.name, nameRu: n2.nameRu, edge_position: e2.position})) AS s0
}
CALL (n0) {
  MATCH (n0)-[:IDENTIFIED_BY]->(n3)
  WITH n3 ORDER BY n3.scheme, n3.value, n3.id LIMIT $p3
  RETURN collect({id: n3.id, scheme: n3.scheme, value: n3.value, key: n3.key, since: toString(n3.since), until: toString(n3.until), origin: n3.origin}) AS s1
}
WITH n0, by0, by1, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, by0: by0, by1: by1, s0: s0, s1: s1} AS row ORDER BY n0.id
RETURN collect(row) AS rows0
