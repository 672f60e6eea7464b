// Which events of the last three years led to contacts, and which of those contacts to agreements.

MATCH (n0:Event)
WHERE n0.starts >= date($p0) AND COUNT { MATCH (n0)<-[:ORIGINATED_AT]-(n1) RETURN DISTINCT n1 } >= $p1
WITH n0 ORDER BY n0.starts, n0.id LIMIT $p2
CALL (n0) {
  MATCH (n0)-[:HELD_IN]->(n2)
  WITH n2 ORDER BY n2.id
  RETURN head(collect({id: n2.id, geonamesId: n2.geonamesId, name: n2.name, nameRu: n2.nameRu, latitude: n2.latitude, longitude: n2.longitude})) AS s0
}
CALL (n0) {
  MATCH (n0)<-[:ORIGINATED_AT]-(n3)
  WHERE COUNT { MATCH (n3)-[:LED_TO]->(n4) RETURN DISTINCT n4 } >= $p3
  WITH n3 ORDER BY n3.since DESC, n3.id DESC LIMIT $p4
  CALL (n3) {
    MATCH (n3)-[:LED_TO]->(n5)
    WITH n5 ORDER BY n5.validFrom DESC, n5.id DESC LIMIT $p5
    RETURN collect({id: n5.id, slug: n5.slug, title: n5.title, kind: n5.kind, status: n5.status, signed: toString(n5.signed), validFrom: toString(n5.validFrom), validTo: toString(n5.validTo), renewal: n5.renewal, noticeMonths: n5.noticeMonths, demo: n5.demo}) AS s0
  }
  WITH n3, {id: n3.id, slug: n3.slug, stage: n3.stage, since: toString(n3.since), until: toString(n3.until), lastActivity: toString(n3.lastActivity), outcome: n3.outcome, demo: n3.demo, s0: s0} AS row ORDER BY n3.since DESC, n3.id DESC
  RETURN collect(row) AS s1
}
CALL (n0) {
  MATCH (n0)<-[:ORIGINATED_AT]-(n3)
  WHERE COUNT { MATCH (n3)-[:LED_TO]->(n4) RETURN DISTINCT n4 } >= $p3
  RETURN count(n3) AS t1
}
CALL (n0) {
  MATCH (n0)<-[:ORIGINATED_AT]-(n6)
  WITH n6 ORDER BY n6.since DESC, n6.id DESC LIMIT $p6
  CALL (n6) {
    MATCH (n6)-[:BETWEEN]->(n7)
    WITH n7 ORDER BY n7.name, n7.id LIMIT $p7
    RETURN collect({id: n7.id, name: n7.name, kind: n7.kind, status: n7.status, statusSince: toString(n7.statusSince), founded: n7.founded, website: n7.website, studentBand: n7.studentBand, fields: n7.fields, demo: n7.demo}) AS s0
  }
  WITH n6, {id: n6.id, slug: n6.slug, stage: n6.stage, since: toString(n6.since), until: toString(n6.until), lastActivity: toString(n6.lastActivity), outcome: n6.outcome, demo: n6.demo, s0: s0} AS row ORDER BY n6.since DESC, n6.id DESC
  RETURN collect(row) AS s2
}
CALL (n0) {
  MATCH (n0)<-[:ORIGINATED_AT]-(n6)
  RETURN count(n6) AS t2
}
WITH n0, {id: n0.id, slug: n0.slug, name: n0.name, nameRu: n0.nameRu, kind: n0.kind, starts: toString(n0.starts), ends: toString(n0.ends), visitors: n0.visitors, demo: n0.demo, s0: s0, s1: s1, t1: t1, s2: s2, t2: t2} AS row ORDER BY n0.starts, n0.id
RETURN collect(row) AS rows0
