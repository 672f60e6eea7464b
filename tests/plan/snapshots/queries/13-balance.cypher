// Whom did Kazan Federal University send to each partner and receive from it over three academic years, weighted by length of stay, and which partners are more than 20 % out of balance?

CALL () {
  MATCH (u:University {id: $p4})
  CALL (u) {
    MATCH (u)<-[:FLOWS_FROM]-(f WHERE f.seen = $acl.public)-[:FLOWS_TO]->(p)
    WHERE f.academicYear >= $p0 AND f.academicYear <= $p6 AND f.kind IN $p1 AND p.id <> $p4
    RETURN p, f, f.count AS sent, f.count * f.weight AS weightedSent, $p3 AS received, $p8 AS weightedReceived
    UNION ALL
    MATCH (u)<-[:FLOWS_TO]-(f WHERE f.seen = $acl.public)-[:FLOWS_FROM]->(p)
    WHERE f.academicYear >= $p0 AND f.academicYear <= $p6 AND f.kind IN $p1 AND p.id <> $p4
    RETURN p, f, $p3 AS sent, $p8 AS weightedSent, f.count AS received, f.count * f.weight AS weightedReceived
  }
  WITH p, f, sent, received, weightedSent, weightedReceived ORDER BY f.academicYear DESC, f.id
  WITH p, sum(sent) AS sent, sum(received) AS received,
    sum(weightedSent) AS weightedSent, sum(weightedReceived) AS weightedReceived, collect(f)[..$p2] AS flows
  WITH p AS partner, p.id AS id, sent, received, weightedSent, weightedReceived, flows, sent + received AS people,
    abs(weightedSent - weightedReceived) > $p7 * (weightedSent + weightedReceived) + $p5 AS outOfBalance
  WITH partner, id, sent, received, weightedSent, weightedReceived, flows, people, outOfBalance
  WITH id, people, sent, received, weightedSent, weightedReceived, outOfBalance, partner, flows ORDER BY people DESC, id DESC LIMIT $p9
  CALL (flows) {
    UNWIND flows AS n1
    WITH n1 ORDER BY n1.academicYear DESC, n1.id
    RETURN collect([n1.id, n1.demo, n1.slug, n1.academicYear, n1.kind, n1.level, n1.field, n1.count, n1.weight]) AS h0
  }
  CALL (partner) {
    WITH partner AS n2 WHERE partner IS NOT NULL
    CALL (n2) {
      MATCH (n2)-[e3:LOCATED_IN]->(s3)-[:IN_COUNTRY]->(n3)
      WHERE NOT EXISTS { MATCH (n2)-[fe3:LOCATED_IN]->(fs3) WHERE (fe3.position < e3.position OR (fe3.position IS NOT NULL AND e3.position IS NULL) OR ((fe3.position = e3.position OR (fe3.position IS NULL AND e3.position IS NULL)) AND fs3.id < s3.id)) }
      WITH n3, e3 ORDER BY e3.position, n3.id
      RETURN head(collect([n3.id, n3.code, e3.position])) AS s0
    }
    WITH n2, [n2.id, n2.name, n2.kind, n2.status, toString(n2.statusSince), n2.founded, n2.website, n2.studentBand, n2.fields, n2.demo, s0] AS row
    RETURN head(collect(row)) AS h1
  }
  WITH {id: id, people: people, sent: sent, received: received, weightedSent: weightedSent, weightedReceived: weightedReceived, outOfBalance: outOfBalance, flows: h0, partner: h1} AS row, people, id ORDER BY people DESC, id DESC
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (u:University {id: $p13})
  CALL (u) {
    MATCH (u)<-[:FLOWS_FROM]-(f WHERE f.seen = $acl.public)-[:FLOWS_TO]->(p)
    WHERE f.academicYear >= $p10 AND f.academicYear <= $p15 AND f.kind IN $p11 AND p.id <> $p13
    RETURN p, f, f.count AS sent, f.count * f.weight AS weightedSent, $p12 AS received, $p17 AS weightedReceived
    UNION ALL
    MATCH (u)<-[:FLOWS_TO]-(f WHERE f.seen = $acl.public)-[:FLOWS_FROM]->(p)
    WHERE f.academicYear >= $p10 AND f.academicYear <= $p15 AND f.kind IN $p11 AND p.id <> $p13
    RETURN p, f, $p12 AS sent, $p17 AS weightedSent, f.count AS received, f.count * f.weight AS weightedReceived
  }
  WITH p, sum(sent) AS sent, sum(received) AS received,
    sum(weightedSent) AS weightedSent, sum(weightedReceived) AS weightedReceived
  WITH count(p) AS partners, count(CASE WHEN abs(weightedSent - weightedReceived) > $p16 * (weightedSent + weightedReceived) + $p14 THEN p END) AS outOfBalance, sum(sent) AS sent, sum(received) AS received,
    sum(weightedSent) AS weightedSent, sum(weightedReceived) AS weightedReceived
  RETURN collect({partners: partners, outOfBalance: outOfBalance, sent: sent, received: received, weightedSent: weightedSent, weightedReceived: weightedReceived}) AS rows1
}
RETURN rows0, rows1
