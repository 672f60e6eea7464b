// { contacts(where: {
// anyOf: [{stage: {eq: LEAD}}, {until: {isNull: true}}], not: {since: {gt: "2020-01-01"}}, demo: true
// }) { nodes { id } } }

MATCH (n0:Contact WHERE n0.seen = $acl.public)
WHERE (n0.stage = $p0 OR n0.until IS NULL) AND n0.demo = $p1 AND NOT coalesce(n0.since > date($p2), false)
WITH n0 ORDER BY n0.since DESC, n0.id DESC LIMIT $p3
RETURN collect([n0.id, n0.demo, n0.slug, n0.stage, n0.stages, n0.stagesSince, n0.version, toString(n0.since), toString(n0.until), toString(n0.lastActivity), n0.outcome]) AS rows0
