// Which venues in India for 120 people are free in the week of the fair, and which events there clash?

MATCH (:Country {code: $p0})<-[:IN_COUNTRY]-()<-[:HELD_IN]-(e)
WHERE e.starts >= date($p2) AND e.starts < date($p3)
CALL (e) {
  MATCH (e)-[:HELD_IN]->()<-[:HELD_IN]-(o) WHERE o.kind = e.kind AND o.starts <= e.starts AND o.ends >= e.starts AND (o.starts < e.starts OR o.id < e.id)
  RETURN o
  UNION
  MATCH (e)-[:HOSTED_BY]->()<-[:HOSTED_BY]-(o) WHERE o.starts <= e.starts AND o.ends >= e.starts AND (o.starts < e.starts OR o.id < e.id)
  RETURN o
  UNION
  MATCH (e)<-[:AT_EVENT]-(g0 WHERE g0.seen = $acl.public)-[:OF_UNIVERSITY]->()
    <-[:OF_UNIVERSITY]-(g1 WHERE g1.seen = $acl.public)-[:AT_EVENT]->(o) WHERE o.starts <= e.starts AND o.ends >= e.starts AND (o.starts < e.starts OR o.id < e.id)
  RETURN o
}
WITH e, o, e.starts AS since, e.id + o.id AS id
WITH e, o, since, id
WITH e, o, since, id ORDER BY since, id LIMIT $p4
CALL (e, o) {
  OPTIONAL MATCH (e)<-[:AT_EVENT]-(g2 WHERE g2.seen = $acl.public)-[:OF_UNIVERSITY]->(u)
    <-[:OF_UNIVERSITY]-(g3 WHERE g3.seen = $acl.public)-[:AT_EVENT]->(o)
  WITH DISTINCT u ORDER BY u.id
  RETURN count(u) AS sharedCount, collect(u)[..$p1] AS shared
}
WITH o AS first, e AS second, since, id, CASE WHEN o.ends < e.ends THEN o.ends ELSE e.ends END AS last,
  o.kind = e.kind AS sameKind, EXISTS { (e)-[:HELD_IN]->()<-[:HELD_IN]-(o) } AS sameCity,
  EXISTS { (e)-[:HOSTED_BY]->()<-[:HOSTED_BY]-(o) } AS sameOffice, sharedCount, shared
CALL (first) {
  WITH first AS n1 WHERE first IS NOT NULL
  RETURN head(collect([n1.id, n1.demo, n1.slug, n1.name, n1.nameRu, n1.kind, n1.mode, toString(n1.starts), toString(n1.ends), n1.visitors])) AS h0
}
CALL (second) {
  WITH second AS n2 WHERE second IS NOT NULL
  RETURN head(collect([n2.id, n2.demo, n2.slug, n2.name, n2.nameRu, n2.kind, n2.mode, toString(n2.starts), toString(n2.ends), n2.visitors])) AS h1
}
WITH {id: id, since: toString(since), last: toString(last), sameKind: sameKind, sameCity: sameCity, sameOffice: sameOffice, sharedCount: sharedCount, first: h0, second: h1} AS row, since, id ORDER BY since, id
RETURN collect(row) AS rows0
;
MATCH (n2:Country)
WHERE n2.code = $p3
MATCH (n2)<-[:IN_COUNTRY]-()<-[:STANDS_IN]-(n0:Venue)
WHERE n0.capacity >= $p0 AND NOT EXISTS { MATCH (n0)<-[:BOOKS]-(n1) WHERE (n1.since < date($p1) AND n1.until > date($p2)) }
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.capacity, n0.id LIMIT $p4
  RETURN collect([n0.id, n0.name, n0.kind, n0.capacity, n0.equipment, n0.terms, [(n0)-[:STANDS_IN]->(n3) | [n3.id, n3.name]], [(n0)-[:RUN_BY]->(n4) | [n4.id, n4.slug]]]) AS rows0
}
RETURN rows0, size(all0) AS total0
