// { offices(where: {activeAt: "2026-01-01"}) { nodes { id } } }

MATCH (n0:Office)
WHERE EXISTS { MATCH (n0)-[:HAS_STATUS]->(n1) WHERE n1.since <= date($p0) AND (n1.until IS NULL OR n1.until > date($p0)) AND n1.status = $p1 } AND n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p2
RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows0
