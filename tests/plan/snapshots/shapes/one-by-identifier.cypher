// { university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) { name } }

MATCH (n1:Identifier)
WHERE n1.key = $p0
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p1
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
