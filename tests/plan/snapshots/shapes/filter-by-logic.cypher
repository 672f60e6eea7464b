// { contacts(where: {
// anyOf: [{stage: {eq: LEAD}}, {until: {isNull: true}}], not: {since: {gt: "2020-01-01"}}, demo: true
// }) { nodes { id } } }

MATCH (n0:Contact)
WHERE (n0.stage = $p0 OR n0.until IS NULL) AND n0.demo = $p1 AND NOT coalesce(n0.since > date($p2), false)
WITH n0 ORDER BY n0.since DESC, n0.id DESC LIMIT $p3
RETURN collect({id: n0.id, slug: n0.slug, stage: n0.stage, since: toString(n0.since), until: toString(n0.until), lastActivity: toString(n0.lastActivity), outcome: n0.outcome, demo: n0.demo}) AS rows0
