// { offices(where: {covers: {some: {code: {eq: "KZ"}}, asOf: "2026-01-01"}}) { totalCount nodes { id } } }

CALL () {
  MATCH (n1:Country)
  WHERE n1.code = $p1
  MATCH (n1)<-[e1:COVERS]-(n0:Office)
  WHERE e1.since <= date($p0) AND (e1.until IS NULL OR e1.until > date($p0))
  WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p2
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows0
}
CALL () {
  MATCH (n1:Country)
  WHERE n1.code = $p1
  MATCH (n1)<-[e1:COVERS]-(n0:Office)
  WHERE e1.since <= date($p0) AND (e1.until IS NULL OR e1.until > date($p0))
  RETURN count(DISTINCT n0) AS total0
}
RETURN rows0, total0
