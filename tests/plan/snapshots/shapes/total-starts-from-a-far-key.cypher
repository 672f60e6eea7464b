// { contacts(where: {parties: {some: {country: {code: {in: ["KZ", "UZ"]}}}},
// since: {gt: "2021-01-15"}}, first: 3) { totalCount nodes { id } } }

MATCH (n2:Country)
WHERE n2.code IN $p1
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[:BETWEEN]-(n0:Contact WHERE n0.seen = $acl.public)
WHERE n0.since > date($p0)
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.since DESC, n0.id DESC LIMIT $p2
  RETURN collect([n0.id, n0.demo, n0.slug, n0.stage, n0.stages, n0.stagesSince, n0.version, toString(n0.since), toString(n0.until), toString(n0.lastActivity), n0.outcome]) AS rows0
}
RETURN rows0, size(all0) AS total0
