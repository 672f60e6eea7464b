// The agreements of the institution with the domain kpfu.ru that changed since 1 January 2026, with what they are now and which fields each change touched; page by page.

MATCH (n1:Identifier)
WHERE n1.key = $p0
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2)
  WHERE EXISTS { MATCH (n2)<-[:VERSION_OF]-(n3) WHERE n3.recorded >= date($p2) }
  WITH n2 ORDER BY n2.slug, n2.id LIMIT $p3
  CALL (n2) {
    MATCH (n2)-[:AMENDS]->(n4)
    WITH n4 ORDER BY n4.id
    RETURN head(collect({id: n4.id, slug: n4.slug, title: n4.title, kind: n4.kind, status: n4.status, signed: toString(n4.signed), validFrom: toString(n4.validFrom), validTo: toString(n4.validTo), renewal: n4.renewal, noticeMonths: n4.noticeMonths, demo: n4.demo})) AS s0
  }
  CALL (n2) {
    MATCH (n2)-[:SIGNED_BY]->(n5)
    WITH n5 ORDER BY n5.id
    RETURN head(collect({id: n5.id, slug: n5.slug, name: n5.name, kind: n5.kind, website: n5.website, demo: n5.demo})) AS s1
  }
  CALL (n2) {
    MATCH (n2)-[e6:HAS_PARTY]->(n6)
    WITH n6, e6 ORDER BY e6.position, n6.id LIMIT $p4
    RETURN collect({id: n6.id, name: n6.name, edge_position: e6.position}) AS s2
  }
  CALL (n2) {
    MATCH (n2)<-[:VERSION_OF]-(n7)
    WHERE n7.recorded >= date($p5)
    WITH n7 ORDER BY n7.number DESC, n7.id DESC LIMIT $p6
    RETURN collect({id: n7.id, slug: n7.slug, number: n7.number, recorded: toString(n7.recorded), contentHash: n7.contentHash, changedFields: n7.changedFields, note: n7.note, demo: n7.demo}) AS s3
  }
  WITH n2, {id: n2.id, slug: n2.slug, title: n2.title, kind: n2.kind, status: n2.status, signed: toString(n2.signed), validFrom: toString(n2.validFrom), validTo: toString(n2.validTo), renewal: n2.renewal, noticeMonths: n2.noticeMonths, demo: n2.demo, s0: s0, s1: s1, s2: s2, s3: s3} AS row ORDER BY n2.slug, n2.id
  RETURN collect(row) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2)
  WHERE EXISTS { MATCH (n2)<-[:VERSION_OF]-(n3) WHERE n3.recorded >= date($p2) }
  RETURN count(n2) AS t0
}
WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0, t0: t0} AS row ORDER BY n0.id
RETURN collect(row) AS rows0
