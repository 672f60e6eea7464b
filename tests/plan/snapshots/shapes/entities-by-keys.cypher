// { _entities(representations: [
// {__typename: "University", domain: "kpfu.ru"}, {__typename: "Office", slug: "x"},
// {__typename: "University", id: "univ_xxxxxxxxxxxxxxxx"}
// ]) { ... on University { ror country { code } } ... on Office { kind } } }

UNWIND $p0.items AS key
MATCH (n0:Office {slug: key})
WITH n0, collect(key) AS by0
RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo, by0]) AS rows0
;
CALL () {
  UNWIND $p0.items AS key
  MATCH (n0:University {id: key})
  RETURN n0, key AS key0, null AS key1
  UNION ALL
  UNWIND $p1.items AS key
  MATCH (n1:Identifier {key: key})
  WHERE (n1.since IS NULL OR n1.since <= date($p2))
  AND (n1.until IS NULL OR n1.until > date($p2))
  MATCH (n1)<-[:IDENTIFIED_BY]-(n0)
  RETURN n0, null AS key0, key AS key1
}
WITH n0, collect(key0) AS by0, collect(key1) AS by1
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo, [(n0)-[e2:LOCATED_IN]->(s2) | [s2.id, [(s2)-[:IN_COUNTRY]->(n2) | [n2.id, n2.code, n2.name, n2.nameRu, e2.position]], e2.position]], [(n0)-[:IDENTIFIED_BY]->(n3) | [n3.id, n3.scheme, n3.value, n3.key, toString(n3.since), toString(n3.until), n3.origin]], by0, by1]) AS rows0
