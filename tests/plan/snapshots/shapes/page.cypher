// { universities { nodes { id } } }

MATCH (n0:University)
WHERE n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
