// «КФУ», "Kazan Federal", kpfu.ru, a ROR id: one institution, with its names in all scripts, former ones too, and its identifiers.

MATCH (n0:University)
WHERE n0.id = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
RETURN collect([n0.id, n0.name, [(n0)-[:IDENTIFIED_BY]->(n1) | [n1.id, n1.scheme, n1.value]], [(n0)-[:NAMED]->(n2) | [n2.id, n2.value, n2.language, n2.kind, toString(n2.until)]], [(n0)-[:NAMED]->(n3) | [n3.id, n3.value, n3.language, n3.kind, toString(n3.until), n3.key, n3.origin]]]) AS rows0
;
MATCH (n1:Identifier)
WHERE (n1.since IS NULL OR n1.since <= date($p0)) AND (n1.until > date($p1) OR n1.until IS NULL) AND n1.key = $p2
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p3
RETURN collect([n0.id, n0.name]) AS rows0
;
UNWIND $p0.items AS id
MATCH (n0:University {id: id})
RETURN collect([n0.id, n0.name]) AS rows0
