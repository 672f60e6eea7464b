// { university(id: "univ_xxxxxxxxxxxxxxxx") {
// old: contacts(where: {until: {isNull: false}}) { totalCount } contacts(first: 2) { nodes { since } }
// } }

MATCH (n0:University)
WHERE n0.id = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:BETWEEN]-(n1 WHERE n1.seen = $acl.public)
  WHERE n1.until IS NOT NULL
  RETURN count(n1) AS t0
}
CALL (n0) {
  MATCH (n0)<-[:BETWEEN]-(n2 WHERE n2.seen = $acl.public)
  WITH n2 ORDER BY n2.since DESC, n2.id DESC LIMIT $p2
  RETURN collect([n2.id, n2.stage, toString(n2.since)]) AS s1
}
WITH n0, [n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo, t0, s1] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
