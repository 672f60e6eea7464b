// { agreements(orderBy: [{field: VALID_TO}, {field: TITLE, direction: DESC}]) { nodes { id } } }

MATCH (n0:Agreement WHERE n0.seen = $acl.public)
WITH n0 ORDER BY n0.validTo, n0.title DESC, n0.id DESC LIMIT $p0
RETURN collect([n0.id, n0.demo, n0.slug, n0.title, n0.kind, n0.status, n0.statuses, n0.statusesSince, toString(n0.signed), toString(n0.validFrom), toString(n0.validTo), n0.renewal, n0.noticeMonths]) AS rows0
