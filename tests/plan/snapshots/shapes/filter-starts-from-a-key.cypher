// { offices(where: {covers: {some: {code: {eq: "KZ"}}, asOf: "2026-01-01"}}) { totalCount nodes { id } } }

MATCH (n1:Country)
WHERE n1.code = $p1
MATCH (n1)<-[e1:COVERS]-(n0:Office)
WHERE e1.since <= date($p0) AND (e1.until IS NULL OR e1.until > date($p0))
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.name, n0.id LIMIT $p2
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows0
}
RETURN rows0, size(all0) AS total0
