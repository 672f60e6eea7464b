// The agreements of the institution with the domain kpfu.ru, newest first, with kind, dates and the other parties; page by page.

MATCH (n1:Identifier) WHERE n1.key = $p0
MATCH (n1)<-[:IDENTIFIED_BY]-(n0:University)
WITH DISTINCT n0 ORDER BY n0.id LIMIT $p1
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2)
  WITH n2 ORDER BY n2.validFrom DESC, n2.id DESC LIMIT $p2
  CALL (n2) {
    MATCH (n2)-[e3:HAS_PARTY]->(n3)
    WHERE NOT coalesce(EXISTS { MATCH (n3)-[:IDENTIFIED_BY]->(n4) WHERE (n4.scheme = $p3 AND n4.value = $p4) }, false)
    WITH n3, e3 ORDER BY e3.position, n3.id LIMIT $p5
    RETURN collect({id: n3.id, name: n3.name, kind: n3.kind, status: n3.status, statusSince: toString(n3.statusSince), founded: n3.founded, website: n3.website, studentBand: n3.studentBand, fields: n3.fields, demo: n3.demo, edge_position: e3.position}) AS s0
  }
  WITH n2, {id: n2.id, slug: n2.slug, title: n2.title, kind: n2.kind, status: n2.status, signed: toString(n2.signed), validFrom: toString(n2.validFrom), validTo: toString(n2.validTo), renewal: n2.renewal, noticeMonths: n2.noticeMonths, demo: n2.demo, s0: s0} AS row ORDER BY n2.validFrom DESC, n2.id DESC
  RETURN collect(row) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:HAS_PARTY]-(n2)
  RETURN count(n2) AS t0
}
WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0, t0: t0} AS row ORDER BY n0.id
RETURN collect(row) AS rows0
