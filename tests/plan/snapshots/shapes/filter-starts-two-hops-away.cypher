// { universities(where: {founded: {gt: 1}, country: {code: {in: ["KZ"]}}}) { nodes { id } } }

MATCH (n1:Country)
WHERE n1.code IN $p1
MATCH (n1)<-[:IN_COUNTRY]-(s1)<-[e1:LOCATED_IN]-(n0:University)
WHERE n0.founded > $p0 AND NOT EXISTS { MATCH (n0)-[fe1:LOCATED_IN]->(fs1) WHERE (fe1.position < e1.position OR (fe1.position IS NOT NULL AND e1.position IS NULL) OR ((fe1.position = e1.position OR (fe1.position IS NULL AND e1.position IS NULL)) AND fs1.id < s1.id)) }
WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p2
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows0
