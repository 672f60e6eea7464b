// Resolve up to 5,000 names, domains or codes in one call: which are certain, which ambiguous and why, which unknown.

CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, [(n0)-[:IDENTIFIED_BY]->(n1) | [n1.id, n1.scheme, n1.value, n1.key, toString(n1.since), toString(n1.until), n1.origin]]]) AS rows0
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows1
}
RETURN rows0, rows1
