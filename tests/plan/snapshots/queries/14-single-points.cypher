// Which partners are known through one office or one person only, on whom do most of them hang, and what would be lost if the house in Tashkent were suspended?

CALL () {
  MATCH (:Office {id: $p2})<-[:RUN_BY]-()<-[:BOOKS]-(b) WHERE b.until > date($p0)
  WITH b AS booking, b.since AS since, b.id AS id ORDER BY since, id LIMIT $p1
  CALL (booking) {
    WITH booking AS n1 WHERE booking IS NOT NULL
    CALL (n1) {
      MATCH (n1)-[:BOOKS]->(n2)
      WITH n2 ORDER BY n2.id
      RETURN head(collect({id: n2.id, slug: n2.slug, name: n2.name, nameRu: n2.nameRu, kind: n2.kind, capacity: n2.capacity, equipment: n2.equipment, terms: n2.terms, partner: n2.partner, demo: n2.demo})) AS s0
    }
    WITH n1, {id: n1.id, slug: n1.slug, since: toString(n1.since), until: toString(n1.until), purpose: n1.purpose, demo: n1.demo, s0: s0} AS row
    RETURN head(collect(row)) AS h0
  }
  WITH {id: id, since: toString(since), booking: h0} AS row, since, id ORDER BY since, id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (:Office {id: $p7})-[cover:COVERS]->(n)
  WHERE cover.since <= date($p5) AND (cover.until IS NULL OR cover.until > date($p5))
    AND NOT EXISTS {
      MATCH (n)<-[other:COVERS]-(o)-[:HAS_STATUS]->(s)
      WHERE o.id <> $p7 AND other.since <= date($p5) AND (other.until IS NULL OR other.until > date($p5))
        AND s.status = $p4 AND s.since <= date($p5) AND (s.until IS NULL OR s.until > date($p5))
    }
  WITH n AS country, min(cover.since) AS since, n.code AS id ORDER BY id LIMIT $p6
  CALL (country) {
    WITH country AS n3 WHERE country IS NOT NULL
    RETURN head(collect({id: n3.id, code: n3.code, name: n3.name, nameRu: n3.nameRu})) AS h0
  }
  WITH {id: id, since: toString(since), country: h0} AS row, id ORDER BY id
  RETURN collect(row) AS rows1
}
CALL () {
  MATCH (:Office {id: $p11})<-[:HOSTED_BY]-(e) WHERE e.ends >= date($p9)
  WITH e, e.starts AS starts, e.id AS id ORDER BY starts, id LIMIT $p10
  WITH e AS event, starts, id, COUNT { (e)<-[:AT_EVENT]-() } AS participations
  CALL (event) {
    WITH event AS n4 WHERE event IS NOT NULL
    RETURN head(collect({id: n4.id, slug: n4.slug, name: n4.name, nameRu: n4.nameRu, kind: n4.kind, starts: toString(n4.starts), ends: toString(n4.ends), visitors: n4.visitors, demo: n4.demo})) AS h0
  }
  WITH {id: id, starts: toString(starts), participations: participations, event: h0} AS row, starts, id ORDER BY starts, id
  RETURN collect(row) AS rows2
}
CALL () {
  UNWIND $p15 AS known
  MATCH (u:University {id: known.id})
  WITH u AS partner, known.contacts AS contactCount, u.id AS id
  WITH id, contactCount, partner ORDER BY contactCount DESC, id DESC LIMIT $p16
  CALL (partner) {
    WITH partner AS n5 WHERE partner IS NOT NULL
    RETURN head(collect({id: n5.id, name: n5.name, kind: n5.kind, status: n5.status, statusSince: toString(n5.statusSince), founded: n5.founded, website: n5.website, studentBand: n5.studentBand, fields: n5.fields, demo: n5.demo})) AS h0
  }
  WITH {id: id, contactCount: contactCount, partner: h0} AS row, contactCount, id ORDER BY contactCount DESC, id DESC
  RETURN collect(row) AS rows3
}
CALL () {
  MATCH (:Office {id: $p19})<-[:PLANNED_WITH]-(p) WHERE p.status IN $p22
  WITH p, p.year AS year, p.id AS id ORDER BY year, id LIMIT $p18
  WITH p AS plan, year, id, COUNT { MATCH (p)<-[:PART_OF_PLAN]-(a) WHERE a.status IN $p20 } AS openActions
  CALL (plan) {
    WITH plan AS n6 WHERE plan IS NOT NULL
    CALL (n6) {
      MATCH (n6)-[:PLAN_OF]->(n7)
      WITH n7 ORDER BY n7.id
      RETURN head(collect({id: n7.id, name: n7.name})) AS s0
    }
    WITH n6, {id: n6.id, slug: n6.slug, year: n6.year, status: n6.status, demo: n6.demo, s0: s0} AS row
    RETURN head(collect(row)) AS h0
  }
  WITH {id: id, year: year, openActions: openActions, plan: h0} AS row, year, id ORDER BY year, id
  RETURN collect(row) AS rows4
}
CALL () {
  MATCH (o:Office {id: $p24})
  WITH o AS office, COUNT { MATCH (o)<-[:PLANNED_WITH]-(p) WHERE p.status IN $p26 } AS plans,
    COUNT { MATCH (o)<-[:HOSTED_BY]-(e) WHERE e.ends >= date($p23) } AS events,
    COUNT { MATCH (o)<-[:RUN_BY]-()<-[:BOOKS]-(b) WHERE b.until > date($p23) } AS bookings,
    size($p25) AS partners
  RETURN collect({partners: partners, plans: plans, events: events, bookings: bookings}) AS rows5
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5
;
CALL () {
  UNWIND $p0 AS id
  MATCH (n0:Office {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows0
}
CALL () {
  UNWIND $p1 AS id
  MATCH (n0:Person {id: id})
  CALL (n0) {
    MATCH (n0)-[e1:WORKS_AT]->(n1)
    WHERE e1.since <= date($p2) AND (e1.until IS NULL OR e1.until > date($p2))
    WITH n1, e1 ORDER BY n1.id
    RETURN head(collect({id: n1.id, name: n1.name, edge_since: toString(e1.since), edge_until: toString(e1.until)})) AS s0
  }
  WITH n0, {id: n0.id, slug: n0.slug, role: n0.role, languages: n0.languages, demo: n0.demo, s0: s0} AS row
  RETURN collect(row) AS rows1
}
CALL () {
  UNWIND $p3 AS id
  MATCH (n0:University {id: id})
  CALL (n0) {
    MATCH (n0)-[e2:LOCATED_IN]->()-[:IN_COUNTRY]->(n2)
    WITH n2, e2 ORDER BY e2.position, n2.id
    RETURN head(collect({id: n2.id, code: n2.code, name: n2.name, nameRu: n2.nameRu, edge_position: e2.position})) AS s0
  }
  WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0} AS row
  RETURN collect(row) AS rows2
}
CALL () {
  UNWIND $p4 AS id
  MATCH (n0:Contact {id: id})
  RETURN collect({id: n0.id, slug: n0.slug, stage: n0.stage, since: toString(n0.since), until: toString(n0.until), lastActivity: toString(n0.lastActivity), outcome: n0.outcome, demo: n0.demo}) AS rows3
}
RETURN rows0, rows1, rows2, rows3
