// { contacts(where: {parties: {some: {country: {code: {in: ["KZ", "UZ"]}}}},
// since: {gt: "2021-01-15"}}, first: 3) { totalCount nodes { id } } }

CALL () {
  MATCH (n2:Country)
  WHERE n2.code IN $p1
  MATCH (n2)<-[:IN_COUNTRY]-()<-[e2:LOCATED_IN]-(n1:University)
  MATCH (n1)<-[:BETWEEN]-(n0:Contact)
  WHERE n0.since > date($p0)
  WITH DISTINCT n0 ORDER BY n0.since DESC, n0.id DESC LIMIT $p2
  RETURN collect({id: n0.id, slug: n0.slug, stage: n0.stage, since: toString(n0.since), until: toString(n0.until), lastActivity: toString(n0.lastActivity), outcome: n0.outcome, demo: n0.demo}) AS rows0
}
CALL () {
  MATCH (n2:Country)
  WHERE n2.code IN $p1
  MATCH (n2)<-[:IN_COUNTRY]-()<-[e2:LOCATED_IN]-(n1:University)
  MATCH (n1)<-[:BETWEEN]-(n0:Contact)
  WHERE n0.since > date($p0)
  RETURN count(DISTINCT n0) AS total0
}
RETURN rows0, total0
