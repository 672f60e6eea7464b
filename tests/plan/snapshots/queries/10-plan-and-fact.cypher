// What did the annual plans of 2026 promise, and what was done: by the five areas, by university and by office, each number with the actions behind it?

CALL () {
  MATCH (plan:AnnualPlan WHERE plan.seen = $acl.public) WHERE plan.year = $p8
  MATCH (plan)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public)
  WITH a.indicator AS indicator, a.area AS area, count(a) AS actionCount,
      count(CASE WHEN a.status = $p2 THEN a END) AS cancelled, sum(CASE WHEN a.status <> $p2 THEN a.target END) AS target,
      sum(CASE WHEN a.status <> $p2 THEN CASE WHEN (a.status = $p3 AND a.completed > date($p0)) THEN $p6 ELSE a.actual END END) AS actual
  WITH indicator, area, actionCount, cancelled, target, actual, indicator + $p4 + area AS id
  ORDER BY id LIMIT $p5
  WITH {id: id, indicator: indicator, area: area, actionCount: actionCount, cancelled: cancelled, target: target, actual: actual} AS row, indicator, id ORDER BY indicator, id
  RETURN collect(row) AS rows0
}
CALL () {
  MATCH (plan:AnnualPlan WHERE plan.seen = $acl.public) WHERE plan.year = $p17
  MATCH (plan)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public)
  WITH a.area AS id, a.area AS area, null AS university, null AS office, count(DISTINCT plan) AS plans,
    collect(a) AS actions
  WITH id, area, university, office, plans, actions, id AS name
  WITH id, area, university, office, plans, actions, name ORDER BY name, id LIMIT $p18
  WITH university, office, area, name, id, plans, actions
  CALL (actions) {
    UNWIND actions AS a
    WITH a, EXISTS { (a)-[:EVIDENCED_BY]->(g0 WHERE (g0:Event OR g0.seen = $acl.public)) } AS shown ORDER BY a.due, a.id
    RETURN count(a) AS actionCount,
      count(CASE WHEN a.status = $p12 AND (a.completed IS NULL OR a.completed <= date($p9)) THEN a END) AS done,
      count(CASE WHEN a.status = $p11 THEN a END) AS cancelled,
      count(CASE WHEN (a.status IN $p15 OR (a.status = $p12 AND a.completed > date($p9))) AND a.due < date($p9) THEN a END) AS overdue,
      count(CASE WHEN shown THEN a END) AS evidenced, sum(CASE WHEN a.status <> $p11 THEN a.target END) AS target,
      sum(CASE WHEN a.status <> $p11 THEN CASE WHEN (a.status = $p12 AND a.completed > date($p9)) THEN $p14 ELSE a.actual END END) AS actual,
      avg(CASE WHEN a.status <> $p11 THEN
        CASE WHEN (a.status = $p12 AND a.completed > date($p9)) THEN $p16 * $p14
          WHEN a.actual >= a.target THEN $p16
          WHEN a.target > $p14 THEN $p16 * coalesce(a.actual, $p14) / a.target
          ELSE $p16 * $p14 END END) AS completion
  }
  CALL (actions) {
    UNWIND actions AS a
    WITH a ORDER BY a.due, a.id LIMIT $p13
    RETURN collect(a) AS evidence
  }
  WITH university, office, area, name, id, plans, actionCount, done, cancelled, overdue, evidenced, target, actual, completion, evidence AS actions
  CALL (actions) {
    UNWIND actions AS n1
    WITH n1 ORDER BY n1.due, n1.id
    CALL (n1) {
      MATCH (n1)-[:EVIDENCED_BY]->(n2:Agreement WHERE n2.seen = $acl.public)
      WITH n2 ORDER BY n2.validFrom DESC, n2.id DESC LIMIT $p19
      RETURN collect([n2.id, n2.title]) AS s0
    }
    CALL (n1) {
      MATCH (n1)-[:EVIDENCED_BY]->(n3:Contact WHERE n3.seen = $acl.public)
      WITH n3 ORDER BY n3.since DESC, n3.id DESC LIMIT $p20
      RETURN collect([n3.id, n3.slug]) AS s1
    }
    CALL (n1) {
      MATCH (n1)-[:EVIDENCED_BY]->(n4:Event)
      WITH n4 ORDER BY n4.starts DESC, n4.id DESC LIMIT $p21
      RETURN collect([n4.id, n4.name]) AS s2
    }
    CALL (n1) {
      MATCH (n1)-[:EVIDENCED_BY]->(n5:MobilityFlow WHERE n5.seen = $acl.public)
      WITH n5 ORDER BY n5.academicYear DESC, n5.id DESC LIMIT $p22
      RETURN collect([n5.id, n5.academicYear, n5.count]) AS s3
    }
    WITH n1, [n1.id, n1.demo, n1.slug, n1.area, n1.title, n1.titleRu, toString(n1.due), toString(n1.completed), n1.status, n1.indicator, n1.target, n1.actual, s0, s1, s2, s3] AS row ORDER BY n1.due, n1.id
    RETURN collect(row) AS h0
  }
  WITH {id: id, name: name, area: area, plans: plans, actionCount: actionCount, done: done, cancelled: cancelled, overdue: overdue, evidenced: evidenced, target: target, actual: actual, completion: completion, actions: h0} AS row, name, id ORDER BY name, id
  RETURN collect(row) AS rows1
}
CALL () {
  MATCH (plan:AnnualPlan WHERE plan.seen = $acl.public) WHERE plan.year = $p30
  OPTIONAL MATCH (plan)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public)
  WITH count(DISTINCT plan) AS plans, collect(a) AS actions
  CALL (actions) {
    UNWIND actions AS a
    WITH a, EXISTS { (a)-[:EVIDENCED_BY]->(g0 WHERE (g0:Event OR g0.seen = $acl.public)) } AS shown ORDER BY a.due, a.id
    RETURN count(a) AS actionCount,
      count(CASE WHEN a.status = $p26 AND (a.completed IS NULL OR a.completed <= date($p23)) THEN a END) AS done,
      count(CASE WHEN a.status = $p25 THEN a END) AS cancelled,
      count(CASE WHEN (a.status IN $p28 OR (a.status = $p26 AND a.completed > date($p23))) AND a.due < date($p23) THEN a END) AS overdue,
      count(CASE WHEN shown THEN a END) AS evidenced, sum(CASE WHEN a.status <> $p25 THEN a.target END) AS target,
      sum(CASE WHEN a.status <> $p25 THEN CASE WHEN (a.status = $p26 AND a.completed > date($p23)) THEN $p27 ELSE a.actual END END) AS actual,
      avg(CASE WHEN a.status <> $p25 THEN
        CASE WHEN (a.status = $p26 AND a.completed > date($p23)) THEN $p29 * $p27
          WHEN a.actual >= a.target THEN $p29
          WHEN a.target > $p27 THEN $p29 * coalesce(a.actual, $p27) / a.target
          ELSE $p29 * $p27 END END) AS completion
  }
  WITH plans, actionCount, done, cancelled, overdue, evidenced, target, actual, completion
  RETURN collect({plans: plans, actionCount: actionCount, done: done, cancelled: cancelled, overdue: overdue, evidenced: evidenced, target: target, actual: actual, completion: completion}) AS rows2
}
RETURN rows0, rows1, rows2
;
MATCH (plan:AnnualPlan WHERE plan.seen = $acl.public) WHERE plan.year = $p8
MATCH (plan)-[:PLANNED_WITH]->(office)
WITH office, office.name AS name, office.id AS id, collect(plan) AS made
WITH office, name, id, made ORDER BY name, id LIMIT $p9
WITH office, null AS university, null AS area, name, id, made
CALL (made) {
  UNWIND made AS plan
  OPTIONAL MATCH (plan)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public)
  RETURN count(DISTINCT plan) AS plans, collect(a) AS actions
}
WITH university, office, area, name, id, plans, actions
CALL (actions) {
  UNWIND actions AS a
  WITH a, EXISTS { (a)-[:EVIDENCED_BY]->(g0 WHERE (g0:Event OR g0.seen = $acl.public)) } AS shown ORDER BY a.due, a.id
  RETURN count(a) AS actionCount,
    count(CASE WHEN a.status = $p3 AND (a.completed IS NULL OR a.completed <= date($p0)) THEN a END) AS done,
    count(CASE WHEN a.status = $p2 THEN a END) AS cancelled,
    count(CASE WHEN (a.status IN $p6 OR (a.status = $p3 AND a.completed > date($p0))) AND a.due < date($p0) THEN a END) AS overdue,
    count(CASE WHEN shown THEN a END) AS evidenced, sum(CASE WHEN a.status <> $p2 THEN a.target END) AS target,
    sum(CASE WHEN a.status <> $p2 THEN CASE WHEN (a.status = $p3 AND a.completed > date($p0)) THEN $p5 ELSE a.actual END END) AS actual,
    avg(CASE WHEN a.status <> $p2 THEN
      CASE WHEN (a.status = $p3 AND a.completed > date($p0)) THEN $p7 * $p5
        WHEN a.actual >= a.target THEN $p7
        WHEN a.target > $p5 THEN $p7 * coalesce(a.actual, $p5) / a.target
        ELSE $p7 * $p5 END END) AS completion
}
CALL (actions) {
  UNWIND actions AS a
  WITH a ORDER BY a.due, a.id LIMIT $p4
  RETURN collect(a) AS evidence
}
WITH university, office, area, name, id, plans, actionCount, done, cancelled, overdue, evidenced, target, actual, completion, evidence AS actions
CALL (office) {
  WITH office AS n1 WHERE office IS NOT NULL
  RETURN head(collect([n1.id, n1.slug, n1.name, n1.kind, n1.website, n1.demo])) AS h0
}
WITH {id: id, name: name, area: area, plans: plans, actionCount: actionCount, done: done, cancelled: cancelled, overdue: overdue, evidenced: evidenced, target: target, actual: actual, completion: completion, office: h0} AS row, name, id ORDER BY name, id
RETURN collect(row) AS rows0
;
MATCH (plan:AnnualPlan WHERE plan.seen = $acl.public) WHERE plan.year = $p8
MATCH (plan)-[:PLAN_OF]->(university)
WITH university, university.name AS name, university.id AS id, collect(plan) AS made
WITH university, name, id, made ORDER BY name, id LIMIT $p9
WITH university, null AS office, null AS area, name, id, made
CALL (made) {
  UNWIND made AS plan
  OPTIONAL MATCH (plan)<-[:PART_OF_PLAN]-(a WHERE a.seen = $acl.public)
  RETURN count(DISTINCT plan) AS plans, collect(a) AS actions
}
WITH university, office, area, name, id, plans, actions
CALL (actions) {
  UNWIND actions AS a
  WITH a, EXISTS { (a)-[:EVIDENCED_BY]->(g0 WHERE (g0:Event OR g0.seen = $acl.public)) } AS shown ORDER BY a.due, a.id
  RETURN count(a) AS actionCount,
    count(CASE WHEN a.status = $p3 AND (a.completed IS NULL OR a.completed <= date($p0)) THEN a END) AS done,
    count(CASE WHEN a.status = $p2 THEN a END) AS cancelled,
    count(CASE WHEN (a.status IN $p6 OR (a.status = $p3 AND a.completed > date($p0))) AND a.due < date($p0) THEN a END) AS overdue,
    count(CASE WHEN shown THEN a END) AS evidenced, sum(CASE WHEN a.status <> $p2 THEN a.target END) AS target,
    sum(CASE WHEN a.status <> $p2 THEN CASE WHEN (a.status = $p3 AND a.completed > date($p0)) THEN $p5 ELSE a.actual END END) AS actual,
    avg(CASE WHEN a.status <> $p2 THEN
      CASE WHEN (a.status = $p3 AND a.completed > date($p0)) THEN $p7 * $p5
        WHEN a.actual >= a.target THEN $p7
        WHEN a.target > $p5 THEN $p7 * coalesce(a.actual, $p5) / a.target
        ELSE $p7 * $p5 END END) AS completion
}
CALL (actions) {
  UNWIND actions AS a
  WITH a ORDER BY a.due, a.id LIMIT $p4
  RETURN collect(a) AS evidence
}
WITH university, office, area, name, id, plans, actionCount, done, cancelled, overdue, evidenced, target, actual, completion, evidence AS actions
CALL (university) {
  WITH university AS n1 WHERE university IS NOT NULL
  RETURN head(collect([n1.id, n1.name, n1.kind, n1.status, toString(n1.statusSince), n1.founded, n1.website, n1.studentBand, n1.fields, n1.demo])) AS h0
}
WITH {id: id, name: name, area: area, plans: plans, actionCount: actionCount, done: done, cancelled: cancelled, overdue: overdue, evidenced: evidenced, target: target, actual: actual, completion: completion, university: h0} AS row, name, id ORDER BY name, id
RETURN collect(row) AS rows0
