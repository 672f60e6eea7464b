// Agreements in force on 24 November 2026 that end within 180 days, with their parties and what is known of the contact behind each.

CALL () {
  MATCH (n0:Agreement)
  WHERE (n0.validTo >= date($p0) OR n0.validTo IS NULL) AND n0.status = $p1 AND n0.validFrom <= date($p2) AND n0.validTo <= date($p3)
  WITH n0 ORDER BY n0.validTo, n0.id LIMIT $p4
  CALL (n0) {
    MATCH (n0)<-[:LED_TO]-(n1)
    WITH n1 ORDER BY n1.since DESC, n1.id DESC LIMIT $p5
    CALL (n1) {
      MATCH (n1)-[:FACILITATED_BY]->(n2)
      WITH n2 ORDER BY n2.id
      RETURN head(collect({id: n2.id, slug: n2.slug, name: n2.name, kind: n2.kind, website: n2.website, demo: n2.demo})) AS s0
    }
    WITH n1, {id: n1.id, slug: n1.slug, stage: n1.stage, since: toString(n1.since), until: toString(n1.until), lastActivity: toString(n1.lastActivity), outcome: n1.outcome, demo: n1.demo, s0: s0} AS row ORDER BY n1.since DESC, n1.id DESC
    RETURN collect(row) AS s0
  }
  CALL (n0) {
    MATCH (n0)-[:SIGNED_BY]->(n3)
    WITH n3 ORDER BY n3.id
    RETURN head(collect({id: n3.id, slug: n3.slug, name: n3.name, kind: n3.kind, website: n3.website, demo: n3.demo})) AS s1
  }
  CALL (n0) {
    MATCH (n0)-[e4:HAS_PARTY]->(n4)
    WITH n4, e4 ORDER BY e4.position, n4.id LIMIT $p6
    CALL (n4) {
      MATCH (n4)-[e5:LOCATED_IN]->()-[:IN_COUNTRY]->(n5)
      WITH n5, e5 ORDER BY e5.position, n5.id
      RETURN head(collect({id: n5.id, code: n5.code, name: n5.name, nameRu: n5.nameRu, edge_position: e5.position})) AS s0
    }
    WITH n4, e4, {id: n4.id, name: n4.name, kind: n4.kind, status: n4.status, statusSince: toString(n4.statusSince), founded: n4.founded, website: n4.website, studentBand: n4.studentBand, fields: n4.fields, demo: n4.demo, edge_position: e4.position, s0: s0} AS row ORDER BY e4.position, n4.id
    RETURN collect(row) AS s2
  }
  WITH n0, {id: n0.id, slug: n0.slug, title: n0.title, kind: n0.kind, status: n0.status, signed: toString(n0.signed), validFrom: toString(n0.validFrom), validTo: toString(n0.validTo), renewal: n0.renewal, noticeMonths: n0.noticeMonths, demo: n0.demo, s0: s0, s1: s1, s2: s2} AS row ORDER BY n0.validTo, n0.id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (n0:Agreement)
  WHERE (n0.validTo >= date($p0) OR n0.validTo IS NULL) AND n0.status = $p1 AND n0.validFrom <= date($p2) AND n0.validTo <= date($p3)
  RETURN count(n0) AS total0
}
RETURN rows0, total0
