// { universities(where: {
// partners: {some: {founded: {lt: 1900}}, atLeast: 2, asOf: "2026-01-01"}, children: {none: {}},
// city: {latitude: {gt: 50}}
// }) { nodes { id } } }

MATCH (n0:University)
WHERE NOT EXISTS { MATCH (n0)<-[:CHILD_OF]-(n1) } AND EXISTS { MATCH (n0)-[e2:LOCATED_IN]->(n2) WHERE NOT EXISTS { MATCH (n0)-[fe2:LOCATED_IN]->(fn2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fn2.id < n2.id)) } AND n2.latitude > $p0 } AND COUNT { MATCH (n0)<-[:BETWEEN]-(v3 WHERE v3.seen = $acl.public)-[:BETWEEN]->(n3) WHERE v3.since <= date($p1) AND (v3.until IS NULL OR v3.until > date($p1)) AND NOT coalesce(coalesce(last(v3.stages[..size([day IN v3.stagesSince WHERE day <= $p1])]), v3.stage) IN $p2, false) AND n3.founded < $p3 RETURN DISTINCT n3 } >= $p4 AND n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p5
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows0
