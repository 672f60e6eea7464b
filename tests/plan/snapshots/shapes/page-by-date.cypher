// { agreements(orderBy: [{field: VALID_TO}, {field: TITLE, direction: DESC}]) { nodes { id } } }

MATCH (n0:Agreement)
WITH n0 ORDER BY n0.validTo, n0.title DESC, n0.id DESC LIMIT $p0
RETURN collect({id: n0.id, title: n0.title}) AS rows0
