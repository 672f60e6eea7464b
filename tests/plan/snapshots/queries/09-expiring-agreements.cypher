// Which agreements in force on 24 November 2026 end within 180 days, by office, with plan completion and live exchanges; and for which has nothing happened for a year?

CALL () {
  MATCH (a:Agreement WHERE a.seen = $acl.public)
  WHERE a.validTo >= date($p0) AND a.validTo <= date($p4) AND a.validFrom <= date($p0)
    AND coalesce(last(a.statuses[..size([day IN a.statusesSince WHERE day <= $p0])]), a.status) = $p3
  WITH a, a.validTo AS validTo, a.id AS id
  WITH a, validTo, id ORDER BY validTo, id LIMIT $p10
  CALL (a) {
    OPTIONAL MATCH (a)-[:SIGNED_BY]->(signed)
    OPTIONAL MATCH (a)<-[:LED_TO]-(g0 WHERE g0.seen = $acl.public)-[:FACILITATED_BY]->(through)
    WITH signed, through ORDER BY signed.id, through.id
    RETURN coalesce(head(collect(signed)), head(collect(through))) AS office
  }
  CALL (a) {
    CALL (a) {
      WITH a.signed AS day RETURN day
      UNION ALL MATCH (a)<-[:VERSION_OF]-(v WHERE v.seen = $acl.public) RETURN v.recorded AS day
      UNION ALL MATCH (a)<-[:PLANNED_UNDER]-(g1 WHERE g1.seen = $acl.public)<-[:PART_OF_PLAN]-(j WHERE j.seen = $acl.public)
        WHERE j.status = $p2 RETURN j.completed AS day
      UNION ALL MATCH (a)<-[:EVIDENCED_BY]-(j WHERE j.seen = $acl.public) WHERE j.status = $p2 RETURN j.completed AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.since AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.lastActivity AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(g2 WHERE g2.seen = $acl.public)<-[:WITHIN]-(i WHERE i.seen = $acl.public) RETURN i.date AS day
    }
    WITH day WHERE day <= date($p0)
    RETURN max(day) AS lastActivity
  }
  CALL (a) {
    OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.academicYear IN $p9
    RETURN sum(f.count) AS people
  }
  CALL (a) {
    OPTIONAL MATCH (a)<-[:PLANNED_UNDER]-(g3 WHERE g3.seen = $acl.public)<-[:PART_OF_PLAN]-(planned WHERE planned.seen = $acl.public)
    WITH a, collect(planned) AS planned
    OPTIONAL MATCH (a)<-[:EVIDENCED_BY]-(shown WHERE shown.seen = $acl.public)
    WITH planned, collect(shown) AS shown
    UNWIND planned + shown AS action
    RETURN collect(DISTINCT action) AS actions
  }
  WITH a AS agreement, validTo, id, office, lastActivity, people, actions
  CALL (actions) {
    UNWIND actions AS a
    RETURN count(a) AS actionCount, avg(CASE WHEN a.status <> $p1 THEN
        CASE WHEN (a.status = $p2 AND a.completed > date($p0)) THEN $p8 * $p6
          WHEN a.actual >= a.target THEN $p8
          WHEN a.target > $p6 THEN $p8 * coalesce(a.actual, $p6) / a.target
          ELSE $p8 * $p6 END END) AS completion
  }
  WITH agreement, validTo, id, office, lastActivity, people, actionCount, completion,
    people = $p5 AND (lastActivity IS NULL OR lastActivity < date($p7)) AS isQuiet
  CALL (agreement) {
    WITH agreement AS n1 WHERE agreement IS NOT NULL
    CALL (n1) {
      MATCH (n1)-[e2:HAS_PARTY]->(n2)
      WITH n2, e2 ORDER BY e2.position, n2.id LIMIT $p11
      CALL (n2) {
        MATCH (n2)-[e3:LOCATED_IN]->(s3)-[:IN_COUNTRY]->(n3)
        WHERE NOT EXISTS { MATCH (n2)-[fe3:LOCATED_IN]->(fs3) WHERE (fe3.position < e3.position OR (fe3.position IS NOT NULL AND e3.position IS NULL) OR ((fe3.position = e3.position OR (fe3.position IS NULL AND e3.position IS NULL)) AND fs3.id < s3.id)) }
        WITH n3, e3 ORDER BY e3.position, n3.id
        RETURN head(collect([n3.id, n3.code, e3.position])) AS s0
      }
      WITH n2, e2, [n2.id, n2.name, s0, e2.position] AS row ORDER BY e2.position, n2.id
      RETURN collect(row) AS s0
    }
    WITH n1, [n1.id, n1.demo, n1.slug, n1.title, n1.kind, n1.status, n1.statuses, n1.statusesSince, toString(n1.signed), toString(n1.validFrom), toString(n1.validTo), n1.renewal, n1.noticeMonths, s0] AS row
    RETURN head(collect(row)) AS h0
  }
  CALL (office) {
    WITH office AS n4 WHERE office IS NOT NULL
    RETURN head(collect([n4.id, n4.slug, n4.name, n4.kind, n4.website, n4.demo])) AS h1
  }
  WITH {id: id, validTo: toString(validTo), lastActivity: toString(lastActivity), people: people, actionCount: actionCount, completion: completion, isQuiet: isQuiet, agreement: h0, office: h1} AS row, validTo, id ORDER BY validTo, id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (a:Agreement WHERE a.seen = $acl.public)
  WHERE a.validTo >= date($p12) AND a.validTo <= date($p15) AND a.validFrom <= date($p12)
    AND coalesce(last(a.statuses[..size([day IN a.statusesSince WHERE day <= $p12])]), a.status) = $p14
  CALL (a) {
    OPTIONAL MATCH (a)-[:SIGNED_BY]->(signed)
    OPTIONAL MATCH (a)<-[:LED_TO]-(g0 WHERE g0.seen = $acl.public)-[:FACILITATED_BY]->(through)
    WITH signed, through ORDER BY signed.id, through.id
    RETURN coalesce(head(collect(signed)), head(collect(through))) AS office
  }
  CALL (a) {
    CALL (a) {
      WITH a.signed AS day RETURN day
      UNION ALL MATCH (a)<-[:VERSION_OF]-(v WHERE v.seen = $acl.public) RETURN v.recorded AS day
      UNION ALL MATCH (a)<-[:PLANNED_UNDER]-(g1 WHERE g1.seen = $acl.public)<-[:PART_OF_PLAN]-(j WHERE j.seen = $acl.public)
        WHERE j.status = $p13 RETURN j.completed AS day
      UNION ALL MATCH (a)<-[:EVIDENCED_BY]-(j WHERE j.seen = $acl.public) WHERE j.status = $p13 RETURN j.completed AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.since AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.lastActivity AS day
      UNION ALL MATCH (a)<-[:LED_TO]-(g2 WHERE g2.seen = $acl.public)<-[:WITHIN]-(i WHERE i.seen = $acl.public) RETURN i.date AS day
    }
    WITH day WHERE day <= date($p12)
    RETURN max(day) AS lastActivity
  }
  CALL (a) {
    OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.academicYear IN $p20
    RETURN sum(f.count) AS people
  }
  WITH office, count(a) AS agreements, sum(people) AS people,
    count(CASE WHEN people = $p18 AND (lastActivity IS NULL OR lastActivity < date($p19)) THEN a END) AS quiet
  WITH office, agreements, people, quiet, coalesce(office.id, $p17) AS id
  ORDER BY agreements DESC, id DESC LIMIT $p16
  CALL (office) {
    WITH office AS n5 WHERE office IS NOT NULL
    RETURN head(collect([n5.id, n5.slug, n5.name, n5.kind, n5.website, n5.demo])) AS h0
  }
  WITH {id: id, agreements: agreements, people: people, quiet: quiet, office: h0} AS row, agreements, id ORDER BY agreements DESC, id DESC
  RETURN collect(row) AS rows1
}
RETURN rows0, rows1
;
MATCH (a:Agreement WHERE a.seen = $acl.public)
WHERE a.validTo >= date($p0) AND a.validTo <= date($p4) AND a.validFrom <= date($p0)
  AND coalesce(last(a.statuses[..size([day IN a.statusesSince WHERE day <= $p0])]), a.status) = $p3
CALL (a) {
  CALL (a) {
    WITH a.signed AS day RETURN day
    UNION ALL MATCH (a)<-[:VERSION_OF]-(v WHERE v.seen = $acl.public) RETURN v.recorded AS day
    UNION ALL MATCH (a)<-[:PLANNED_UNDER]-(g0 WHERE g0.seen = $acl.public)<-[:PART_OF_PLAN]-(j WHERE j.seen = $acl.public)
      WHERE j.status = $p2 RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:EVIDENCED_BY]-(j WHERE j.seen = $acl.public) WHERE j.status = $p2 RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.since AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.lastActivity AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(g1 WHERE g1.seen = $acl.public)<-[:WITHIN]-(i WHERE i.seen = $acl.public) RETURN i.date AS day
  }
  WITH day WHERE day <= date($p0)
  RETURN max(day) AS lastActivity
}
CALL (a) {
  OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.academicYear IN $p10
  RETURN sum(f.count) AS people
}
WITH a WHERE people = $p5 AND (lastActivity IS NULL OR lastActivity < date($p8))
WITH a, a.validTo AS validTo, a.id AS id
WITH a, validTo, id ORDER BY validTo, id LIMIT $p11
CALL (a) {
  OPTIONAL MATCH (a)-[:SIGNED_BY]->(signed)
  OPTIONAL MATCH (a)<-[:LED_TO]-(g2 WHERE g2.seen = $acl.public)-[:FACILITATED_BY]->(through)
  WITH signed, through ORDER BY signed.id, through.id
  RETURN coalesce(head(collect(signed)), head(collect(through))) AS office
}
CALL (a) {
  CALL (a) {
    WITH a.signed AS day RETURN day
    UNION ALL MATCH (a)<-[:VERSION_OF]-(v WHERE v.seen = $acl.public) RETURN v.recorded AS day
    UNION ALL MATCH (a)<-[:PLANNED_UNDER]-(g3 WHERE g3.seen = $acl.public)<-[:PART_OF_PLAN]-(j WHERE j.seen = $acl.public)
      WHERE j.status = $p2 RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:EVIDENCED_BY]-(j WHERE j.seen = $acl.public) WHERE j.status = $p2 RETURN j.completed AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.since AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(c WHERE c.seen = $acl.public) RETURN c.lastActivity AS day
    UNION ALL MATCH (a)<-[:LED_TO]-(g4 WHERE g4.seen = $acl.public)<-[:WITHIN]-(i WHERE i.seen = $acl.public) RETURN i.date AS day
  }
  WITH day WHERE day <= date($p0)
  RETURN max(day) AS lastActivity
}
CALL (a) {
  OPTIONAL MATCH (a)<-[:FLOWS_UNDER]-(f WHERE f.seen = $acl.public) WHERE f.academicYear IN $p10
  RETURN sum(f.count) AS people
}
CALL (a) {
  OPTIONAL MATCH (a)<-[:PLANNED_UNDER]-(g5 WHERE g5.seen = $acl.public)<-[:PART_OF_PLAN]-(planned WHERE planned.seen = $acl.public)
  WITH a, collect(planned) AS planned
  OPTIONAL MATCH (a)<-[:EVIDENCED_BY]-(shown WHERE shown.seen = $acl.public)
  WITH planned, collect(shown) AS shown
  UNWIND planned + shown AS action
  RETURN collect(DISTINCT action) AS actions
}
WITH a AS agreement, validTo, id, office, lastActivity, people, actions
CALL (actions) {
  UNWIND actions AS a
  RETURN count(a) AS actionCount, avg(CASE WHEN a.status <> $p1 THEN
      CASE WHEN (a.status = $p2 AND a.completed > date($p0)) THEN $p9 * $p6
        WHEN a.actual >= a.target THEN $p9
        WHEN a.target > $p6 THEN $p9 * coalesce(a.actual, $p6) / a.target
        ELSE $p9 * $p6 END END) AS completion
}
WITH agreement, validTo, id, office, lastActivity, people, actionCount, completion,
  people = $p5 AND (lastActivity IS NULL OR lastActivity < date($p8)) AS isQuiet
CALL (agreement) {
  WITH agreement AS n1 WHERE agreement IS NOT NULL
  CALL (n1) {
    MATCH (n1)<-[:LED_TO]-(n2 WHERE n2.seen = $acl.public)
    WITH n2 ORDER BY n2.since DESC, n2.id DESC LIMIT $p12
    RETURN collect([n2.id, n2.stage, toString(n2.lastActivity)]) AS s0
  }
  WITH n1, [n1.id, n1.demo, n1.slug, n1.title, n1.kind, n1.status, n1.statuses, n1.statusesSince, toString(n1.signed), toString(n1.validFrom), toString(n1.validTo), n1.renewal, n1.noticeMonths, s0] AS row
  RETURN head(collect(row)) AS h0
}
WITH {id: id, validTo: toString(validTo), lastActivity: toString(lastActivity), people: people, actionCount: actionCount, completion: completion, isQuiet: isQuiet, agreement: h0} AS row, validTo, id ORDER BY validTo, id
RETURN collect(row) AS rows0
