// Which events of the last three years led to contacts, which of those contacts to agreements, how many students moved, and how long it took.

CALL () {
  MATCH (e:Event) WHERE e.starts >= date($p1) AND e.starts < date($p3)
  WITH e, e.starts AS starts, e.id AS id
  WITH e, starts, id ORDER BY starts DESC, id DESC LIMIT $p4
  WITH e, starts, id, [e] AS events
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:AT_EVENT]-(p WHERE p.seen = $acl.public)
    RETURN count(p) AS participations, sum(p.leads) AS leads
  }
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:ORIGINATED_AT]-(c WHERE c.seen = $acl.public)
    RETURN count(c) AS contacts, percentileCont(duration.inDays(e.starts, c.since).days, $p0) AS daysToContact
  }
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:ORIGINATED_AT]-(c WHERE c.seen = $acl.public)-[:LED_TO]->(a WHERE a.seen = $acl.public) WHERE a.signed IS NOT NULL
    WITH c, min(a.signed) AS signed, collect(a) AS theirs
    RETURN count(c) AS agreed, percentileCont(duration.inDays(c.since, signed).days, $p0) AS daysToAgreement,
      collect(theirs) AS led
  }
  CALL (led) {
    UNWIND led AS theirs
    UNWIND theirs AS a
    WITH DISTINCT a
    OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.kind IN $p2
    RETURN count(DISTINCT a) AS agreements, sum(f.count) AS students
  }
  WITH e AS event, starts, id, participations, leads, contacts, agreed, agreements, students, daysToContact, daysToAgreement
  CALL (event) {
    WITH event AS n1 WHERE event IS NOT NULL
    CALL (n1) {
      MATCH (n1)-[:HELD_IN]->(n2)
      WITH n2 ORDER BY n2.id
      RETURN head(collect([n2.id, n2.name])) AS s0
    }
    CALL (n1) {
      MATCH (n1)<-[:ORIGINATED_AT]-(n3 WHERE n3.seen = $acl.public)
      WHERE EXISTS { MATCH (n3)-[:LED_TO]->(n4 WHERE n4.seen = $acl.public) WHERE n4.signed IS NOT NULL }
      WITH n3 ORDER BY n3.since DESC, n3.id DESC LIMIT $p5
      CALL (n3) {
        MATCH (n3)-[:LED_TO]->(n5 WHERE n5.seen = $acl.public)
        WITH n5 ORDER BY n5.validFrom DESC, n5.id DESC LIMIT $p6
        RETURN collect([n5.id, n5.title, toString(n5.signed)]) AS s0
      }
      CALL (n3) {
        MATCH (n3)-[:BETWEEN]->(n6)
        WITH n6 ORDER BY n6.name, n6.id LIMIT $p7
        RETURN collect([n6.id, n6.name]) AS s1
      }
      WITH n3, [n3.id, toString(n3.since), s0, s1] AS row ORDER BY n3.since DESC, n3.id DESC
      RETURN collect(row) AS s1
    }
    WITH n1, [n1.id, n1.demo, n1.slug, n1.name, n1.nameRu, n1.kind, n1.mode, toString(n1.starts), toString(n1.ends), n1.visitors, s0, s1] AS row
    RETURN head(collect(row)) AS h0
  }
  WITH {id: id, starts: toString(starts), participations: participations, leads: leads, contacts: contacts, agreed: agreed, agreements: agreements, students: students, daysToContact: daysToContact, daysToAgreement: daysToAgreement, event: h0} AS row, starts, id ORDER BY starts DESC, id DESC
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (e:Event) WHERE e.starts >= date($p9) AND e.starts < date($p11)
  WITH collect(e) AS events, count(e) AS counted
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:AT_EVENT]-(p WHERE p.seen = $acl.public)
    RETURN count(p) AS participations, sum(p.leads) AS leads
  }
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:ORIGINATED_AT]-(c WHERE c.seen = $acl.public)
    RETURN count(c) AS contacts, percentileCont(duration.inDays(e.starts, c.since).days, $p8) AS daysToContact
  }
  CALL (events) {
    UNWIND events AS e
    MATCH (e)<-[:ORIGINATED_AT]-(c WHERE c.seen = $acl.public)-[:LED_TO]->(a WHERE a.seen = $acl.public) WHERE a.signed IS NOT NULL
    WITH c, min(a.signed) AS signed, collect(a) AS theirs
    RETURN count(c) AS agreed, percentileCont(duration.inDays(c.since, signed).days, $p8) AS daysToAgreement,
      collect(theirs) AS led
  }
  CALL (led) {
    UNWIND led AS theirs
    UNWIND theirs AS a
    WITH DISTINCT a
    OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.kind IN $p10
    RETURN count(DISTINCT a) AS agreements, sum(f.count) AS students
  }
  WITH counted AS events, participations, leads, contacts, agreed, agreements, students, daysToContact, daysToAgreement
  RETURN collect({events: events, participations: participations, leads: leads, contacts: contacts, agreed: agreed, agreements: agreements, students: students, daysToContact: daysToContact, daysToAgreement: daysToAgreement}) AS rows1
}
RETURN rows0, rows1
