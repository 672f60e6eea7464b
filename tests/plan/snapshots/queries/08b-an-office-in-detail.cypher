// What the Russian House in Tashkent has done in the last 24 months, as a report: contacts with their parties, events with those who took part, people, agreements, and the countries it answers for.

MATCH (n0:Office)
WHERE n0.slug = $p0 AND n0.id IS :: STRING NOT NULL
WITH n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:FACILITATED_BY]-(n1 WHERE n1.seen = $acl.public)
  WHERE (n1.lastActivity >= date($p2) OR n1.since >= date($p3))
  WITH n1 ORDER BY n1.lastActivity DESC, n1.id DESC LIMIT $p4
  CALL (n1) {
    MATCH (n1)-[:LED_TO]->(n2 WHERE n2.seen = $acl.public)
    WITH n2 ORDER BY n2.validFrom DESC, n2.id DESC LIMIT $p5
    RETURN collect([n2.id, n2.title, n2.status]) AS s0
  }
  WITH n1, [n1.id, n1.stage, toString(n1.since), toString(n1.lastActivity), s0, [(n1)-[:ORIGINATED_AT]->(n3) | [n3.id, n3.name]], [(n1)-[:BETWEEN]->(n4) | [n4.id, n4.name]]] AS row ORDER BY n1.lastActivity DESC, n1.id DESC
  RETURN collect(row) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:FACILITATED_BY]-(n1 WHERE n1.seen = $acl.public)
  WHERE (n1.lastActivity >= date($p2) OR n1.since >= date($p3))
  RETURN count(n1) AS t0
}
CALL (n0) {
  MATCH (n0)-[e5:COVERS]->(n5)
  WHERE e5.since <= date($p7) AND (e5.until IS NULL OR e5.until > date($p7))
  WITH n5, e5 ORDER BY n5.name, e5.since, n5.id LIMIT $p8
  RETURN collect([n5.id, n5.code, n5.name, n5.nameRu, toString(e5.since), toString(e5.until)]) AS s1
}
CALL (n0) {
  MATCH (n0)<-[:HOSTED_BY]-(n6)
  WHERE n6.ends >= date($p9)
  WITH n6 ORDER BY n6.starts DESC, n6.id DESC LIMIT $p10
  CALL (n6) {
    MATCH (n6)<-[:AT_EVENT]-(m7 WHERE m7.seen = $acl.public)-[:OF_UNIVERSITY]->(n7)
    WITH DISTINCT n7 ORDER BY n7.name, n7.id LIMIT $p11
    RETURN collect([n7.id, n7.name]) AS s0
  }
  CALL (n6) {
    MATCH (n6)<-[:AT_EVENT]-(m7 WHERE m7.seen = $acl.public)-[:OF_UNIVERSITY]->(n7)
    RETURN count(DISTINCT n7) AS t0
  }
  WITH n6, [n6.id, n6.name, toString(n6.starts), s0, t0] AS row ORDER BY n6.starts DESC, n6.id DESC
  RETURN collect(row) AS s2
}
CALL (n0) {
  MATCH (n0)<-[e9:SERVES_AT]-(n9)
  WHERE e9.since <= date($p13) AND (e9.until IS NULL OR e9.until > date($p13))
  WITH n9, e9 ORDER BY n9.role, e9.since, n9.id LIMIT $p14
  RETURN collect([n9.id, n9.role, n9.languages, toString(e9.since), toString(e9.until)]) AS s4
}
CALL (n0) {
  MATCH (n0)-[:HAS_STATUS]->(n10)
  WHERE n10.since <= date($p15) AND (n10.until IS NULL OR n10.until > date($p15))
  WITH n10 ORDER BY n10.since DESC, n10.id DESC
  RETURN head(collect([n10.id, n10.status, toString(n10.since)])) AS s5
}
WITH n0, [n0.id, n0.name, s0, t0, s1, s2, [(n0)-[:NAMED]->(n8) | [n8.id, n8.value, n8.language, n8.kind, toString(n8.until), n8.key, n8.origin]], s4, s5] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
