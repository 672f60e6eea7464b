// Which partners are known through one office or one person only, on whom do most of them hang, without which institutions and ties would others fall off the network, and what would be lost if the house in Tashkent were suspended?

CALL () {
  MATCH (:Office {id: $p2})<-[:RUN_BY]-()<-[:BOOKS]-(b WHERE b.seen = $acl.public) WHERE b.until > date($p0)
  WITH b AS booking, b.since AS since, b.id AS id ORDER BY since, id LIMIT $p1
  CALL (booking) {
    WITH booking AS n1 WHERE booking IS NOT NULL
    CALL (n1) {
      MATCH (n1)-[:BOOKS]->(n2)
      WITH n2 ORDER BY n2.id
      RETURN head(collect([n2.id, n2.name])) AS s0
    }
    WITH n1, [n1.id, n1.demo, n1.slug, toString(n1.since), toString(n1.until), n1.purpose, s0] AS row
    RETURN head(collect(row)) AS h0
  }
  WITH {id: id, since: toString(since), booking: h0} AS row, since, id ORDER BY since, id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (:Office {id: $p8})-[cover:COVERS]->(n)
  WHERE cover.since <= date($p6) AND (cover.until IS NULL OR cover.until > date($p6))
    AND NOT EXISTS {
      MATCH (n)<-[other:COVERS]-(o)-[:HAS_STATUS]->(s)
      WHERE o.id <> $p8 AND other.since <= date($p6) AND (other.until IS NULL OR other.until > date($p6))
        AND s.status = $p5 AND s.since <= date($p6) AND (s.until IS NULL OR s.until > date($p6))
    }
  WITH n AS country, min(cover.since) AS since, n.code AS id ORDER BY id LIMIT $p7
  CALL (country) {
    WITH country AS n3 WHERE country IS NOT NULL
    RETURN head(collect([n3.id, n3.code, n3.name, n3.nameRu])) AS h0
  }
  WITH {id: id, since: toString(since), country: h0} AS row, id ORDER BY id
  RETURN collect(row) AS rows1
}
CALL () {
  MATCH (:Office {id: $p13})<-[:HOSTED_BY]-(e) WHERE e.ends >= date($p11)
  WITH e, e.starts AS starts, e.id AS id ORDER BY starts, id LIMIT $p12
  WITH e AS event, starts, id, COUNT { (e)<-[:AT_EVENT]-(g0 WHERE g0.seen = $acl.public) } AS participations
  CALL (event) {
    WITH event AS n4 WHERE event IS NOT NULL
    RETURN head(collect([n4.id, n4.demo, n4.slug, n4.name, n4.nameRu, n4.kind, n4.mode, toString(n4.starts), toString(n4.ends), n4.visitors])) AS h0
  }
  WITH {id: id, starts: toString(starts), participations: participations, event: h0} AS row, starts, id ORDER BY starts, id
  RETURN collect(row) AS rows2
}
CALL () {
  UNWIND $p18.items AS known
  MATCH (u:University {id: known.id})
  WITH u AS partner, known.contacts AS contactCount, u.id AS id
  WITH id, contactCount, partner ORDER BY contactCount DESC, id DESC LIMIT $p20
  CALL (partner) {
    WITH partner AS n5 WHERE partner IS NOT NULL
    RETURN head(collect([n5.id, n5.name, n5.kind, n5.status, toString(n5.statusSince), n5.founded, n5.website, n5.studentBand, n5.fields, n5.demo])) AS h0
  }
  WITH {id: id, contactCount: contactCount, partner: h0} AS row, contactCount, id ORDER BY contactCount DESC, id DESC
  RETURN collect(row) AS rows3
}
CALL () {
  MATCH (:Office {id: $p25})<-[:PLANNED_WITH]-(p WHERE p.seen = $acl.public) WHERE p.year <= $p30 + $p26 AND (p.status IN $p29 OR (p.status = $p22 AND p.year >= $p30))
  WITH p, p.year AS year, p.id AS id ORDER BY year, id LIMIT $p24
  WITH p AS plan, year, id, COUNT { MATCH (p)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public) WHERE (a.status IN $p27 OR (a.status = $p23 AND a.completed > date($p21))) } AS openActions
  CALL (plan) {
    WITH plan AS n6 WHERE plan IS NOT NULL
    CALL (n6) {
      MATCH (n6)-[:PLAN_OF]->(n7)
      WITH n7 ORDER BY n7.id
      RETURN head(collect([n7.id, n7.name])) AS s0
    }
    WITH n6, [n6.id, n6.demo, n6.slug, n6.year, n6.status, s0] AS row
    RETURN head(collect(row)) AS h0
  }
  WITH {id: id, year: year, openActions: openActions, plan: h0} AS row, year, id ORDER BY year, id
  RETURN collect(row) AS rows4
}
CALL () {
  MATCH (o:Office {id: $p33})
  WITH o AS office, COUNT { MATCH (o)<-[:PLANNED_WITH]-(p WHERE p.seen = $acl.public) WHERE p.year <= $p37 + $p34 AND (p.status IN $p36 OR (p.status = $p32 AND p.year >= $p37)) } AS plans,
    COUNT { MATCH (o)<-[:HOSTED_BY]-(e) WHERE e.ends >= date($p31) } AS events,
    COUNT { MATCH (o)<-[:RUN_BY]-()<-[:BOOKS]-(b WHERE b.seen = $acl.public) WHERE b.until > date($p31) } AS bookings,
    size($p35.items) AS partners
  RETURN collect({partners: partners, plans: plans, events: events, bookings: bookings}) AS rows5
}
RETURN rows0, rows1, rows2, rows3, rows4, rows5
;
CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:Office {id: id})
  RETURN collect([n0.id, n0.name]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:Person {id: id})
  CALL (n0) {
    MATCH (n0)-[e1:WORKS_AT]->(n1)
    WHERE e1.since <= date($p2) AND (e1.until IS NULL OR e1.until > date($p2))
    WITH n1, e1 ORDER BY n1.id
    RETURN head(collect([n1.id, n1.name, toString(e1.since), toString(e1.until)])) AS s0
  }
  WITH n0, [n0.id, n0.role, s0] AS row
  RETURN collect(row) AS rows1
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name, [(n0)-[e2:LOCATED_IN]->(s2) | [s2.id, [(s2)-[:IN_COUNTRY]->(n2) | [n2.id, n2.code, e2.position]], e2.position]]]) AS rows2
}
CALL () {
  UNWIND $p4.items AS id
  MATCH (n0:Contact {id: id} WHERE n0.seen = $acl.public)
  RETURN collect([n0.id, n0.slug, n0.stage]) AS rows3
}
RETURN rows0, rows1, rows2, rows3
;
CALL () {
  UNWIND $p0.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows0
}
CALL () {
  UNWIND $p1.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows1
}
CALL () {
  UNWIND $p2.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows2
}
CALL () {
  UNWIND $p3.items AS id
  MATCH (n0:University {id: id})
  RETURN collect([n0.id, n0.name]) AS rows3
}
RETURN rows0, rows1, rows2, rows3
