// { agreements(orderBy: [{field: VALID_TO}, {field: TITLE, direction: DESC}]) { nodes { id } } }

MATCH (n0:Agreement)
WITH n0 ORDER BY n0.validTo, n0.title DESC, n0.id DESC LIMIT $p0
RETURN collect({id: n0.id, slug: n0.slug, title: n0.title, kind: n0.kind, status: n0.status, signed: toString(n0.signed), validFrom: toString(n0.validFrom), validTo: toString(n0.validTo), renewal: n0.renewal, noticeMonths: n0.noticeMonths, demo: n0.demo}) AS rows0
