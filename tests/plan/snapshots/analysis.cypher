MATCH (t:Thing) WHERE t.day >= date($p2)
  AND t.kind = $p0
WITH t, t.day AS day, t.id AS id
WHERE day <= date($p3) AND (day < date($p3) OR id < $p4)
WITH t, day, id ORDER BY day DESC, id DESC LIMIT $p5
MATCH (t)-[:HAS]->(p)
WITH t AS thing, collect(p) AS parts, day, id, count(p) AS number
CALL (parts) {
  UNWIND parts AS n1
  WITH n1 ORDER BY n1.id
  RETURN collect([n1.id, n1.name]) AS h0
}
CALL (thing) {
  WITH thing AS n2 WHERE thing IS NOT NULL
  RETURN head(collect([n2.id, n2.name])) AS h1
}
WITH {id: id, day: toString(day), number: number, parts: h0, thing: h1} AS row, day, id ORDER BY day DESC, id DESC
RETURN collect(row) AS rows0
