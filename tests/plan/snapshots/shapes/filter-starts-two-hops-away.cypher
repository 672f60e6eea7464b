// { universities(where: {founded: {gt: 1}, country: {code: {in: ["KZ"]}}}) { nodes { id } } }

MATCH (n1:Country)
WHERE n1.code IN $p1
MATCH (n1)<-[:IN_COUNTRY]-()<-[e1:LOCATED_IN]-(n0:University)
WHERE n0.founded > $p0
WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p2
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
