// Institutions of higher education in Central Asia, strong in engineering or computing (06, 07) like Satbayev University, that have contacts with at least two Russian universities now.

CALL () {
  MATCH (n1:Country)
  WHERE n1.code IN $p4
  MATCH (n1)<-[:IN_COUNTRY]-()<-[e1:LOCATED_IN]-(n0:University)
  WHERE ([x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p0] <> [] OR [x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p1] <> []) AND n0.kind = $p2 AND n0.status = $p3 AND COUNT { MATCH (n0)<-[:BETWEEN]-(v2)-[:BETWEEN]->(n2) WHERE v2.since <= date($p5) AND (v2.until IS NULL OR v2.until > date($p5)) AND EXISTS { MATCH (n2)-[e3:LOCATED_IN]->()-[:IN_COUNTRY]->(n3) WHERE n3.code = $p6 } RETURN DISTINCT n2 } >= $p7
  WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p8
  CALL (n0) {
    MATCH (n0)-[e4:LOCATED_IN]->()-[:IN_COUNTRY]->(n4)
    WITH n4, e4 ORDER BY e4.position, n4.id
    RETURN head(collect({id: n4.id, code: n4.code, name: n4.name, nameRu: n4.nameRu, edge_position: e4.position})) AS s0
  }
  CALL (n0) {
    MATCH (n0)<-[:BETWEEN]-(v5)-[:BETWEEN]->(n5)
    WHERE v5.since <= date($p9) AND (v5.until IS NULL OR v5.until > date($p9)) AND EXISTS { MATCH (n5)-[e6:LOCATED_IN]->()-[:IN_COUNTRY]->(n6) WHERE n6.code = $p10 }
    WITH DISTINCT n5 ORDER BY n5.name, n5.id LIMIT $p11
    RETURN collect({id: n5.id, name: n5.name}) AS s1
  }
  CALL (n0) {
    MATCH (n0)<-[:BETWEEN]-(v5)-[:BETWEEN]->(n5)
    WHERE v5.since <= date($p9) AND (v5.until IS NULL OR v5.until > date($p9)) AND EXISTS { MATCH (n5)-[e6:LOCATED_IN]->()-[:IN_COUNTRY]->(n6) WHERE n6.code = $p10 }
    RETURN count(DISTINCT n5) AS t1
  }
  WITH n0, {id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo, s0: s0, s1: s1, t1: t1} AS row ORDER BY n0.name, n0.id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (n1:Country)
  WHERE n1.code IN $p4
  MATCH (n1)<-[:IN_COUNTRY]-()<-[e1:LOCATED_IN]-(n0:University)
  WHERE ([x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p0] <> [] OR [x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p1] <> []) AND n0.kind = $p2 AND n0.status = $p3 AND COUNT { MATCH (n0)<-[:BETWEEN]-(v2)-[:BETWEEN]->(n2) WHERE v2.since <= date($p5) AND (v2.until IS NULL OR v2.until > date($p5)) AND EXISTS { MATCH (n2)-[e3:LOCATED_IN]->()-[:IN_COUNTRY]->(n3) WHERE n3.code = $p6 } RETURN DISTINCT n2 } >= $p7
  RETURN count(DISTINCT n0) AS total0
}
RETURN rows0, total0
