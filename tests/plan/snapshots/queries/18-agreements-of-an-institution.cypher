// The agreements of the institution with the domain kpfu.ru that changed since 1 January 2026, with what they are now and which fields each change touched; page by page.

MATCH (n1:Identifier)
WHERE (n1.since IS NULL OR n1.since <= date($p0)) AND (n1.until > date($p1) OR n1.until IS NULL) AND n1.key = $p2
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p3
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2 WHERE n2.seen = $acl.public)
  WHERE EXISTS { MATCH (n2)<-[:VERSION_OF]-(n3 WHERE n3.seen = $acl.public) WHERE n3.recorded >= date($p4) }
  WITH n2 ORDER BY n2.slug, n2.id LIMIT $p5
  CALL (n2) {
    MATCH (n2)<-[:VERSION_OF]-(n7 WHERE n7.seen = $acl.public)
    WHERE n7.recorded >= date($p7)
    WITH n7 ORDER BY n7.number DESC, n7.id DESC LIMIT $p8
    RETURN collect([n7.id, n7.number, toString(n7.recorded), n7.contentHash, n7.changedFields, n7.note]) AS s3
  }
  WITH n2, [n2.id, n2.slug, n2.title, n2.kind, n2.status, toString(n2.signed), toString(n2.validFrom), toString(n2.validTo), n2.renewal, n2.noticeMonths, [(n2)-[:AMENDS]->(n4 WHERE n4.seen = $acl.public) | [n4.id, n4.slug]], [(n2)-[:SIGNED_BY]->(n5) | [n5.id, n5.slug]], [(n2)-[e6:HAS_PARTY]->(n6) | [n6.id, n6.name, e6.position]], s3] AS row ORDER BY n2.slug, n2.id
  RETURN collect(row) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2 WHERE n2.seen = $acl.public)
  WHERE EXISTS { MATCH (n2)<-[:VERSION_OF]-(n3 WHERE n3.seen = $acl.public) WHERE n3.recorded >= date($p4) }
  RETURN count(n2) AS t0
}
WITH n0, [n0.id, n0.name, s0, t0] AS row ORDER BY n0.id
RETURN collect(row) AS rows0
