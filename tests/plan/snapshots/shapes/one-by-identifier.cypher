// { university(identifier: {scheme: DOMAIN, value: "kpfu.ru"}) { name } }

MATCH (n1:Identifier)
WHERE (n1.since IS NULL OR n1.since <= date($p0)) AND (n1.until > date($p1) OR n1.until IS NULL) AND n1.key = $p2
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p3
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows0
