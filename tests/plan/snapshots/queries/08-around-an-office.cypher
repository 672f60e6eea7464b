// Everything within two steps of the Russian House in Tashkent in the 24 months up to 24 November 2026, drawn as a graph: nodes, nearer and more recent ones first, and the relationships between them.

CALL () {
  MATCH (n:Office {id: $of})
  RETURN collect(n) AS near0, collect($none) AS day0, collect($zero) AS ties0
}
CALL (near0, day0) {
  CALL (near0, day0) {
    UNWIND near0 AS b
    RETURN b, $zero AS step, $none AS day, $zero AS rank
    UNION ALL
    UNWIND range($zero, size(near0) - $one) AS rank
    WITH near0[rank] AS a, day0[rank] AS before, rank LIMIT $frontier0
    MATCH (a)-[r:ASKED_OF|COVERS|DISTRIBUTED_BY|FACILITATED_BY|HAS_STATUS|HELD_BY_OFFICE|HOSTED_BY|HOUSED_IN|KEPT_BY|LED_BY|PLANNED_WITH|RUN_BY|SERVES_AT|SIGNED_BY]-(b)
    WHERE (r.until IS NULL OR r.until > date($since)) AND (r.since IS NULL OR r.since < date($until)) AND (NOT head(labels(b)) IN $private OR b.seen = $acl.public)
    WITH b, rank, before, CASE WHEN b:Agreement THEN (b.signed >= date($since) OR b.validFrom >= date($since) OR b.validTo >= date($since) OR (b.validTo IS NULL AND (b.signed IS NOT NULL OR b.validFrom IS NOT NULL))) AND (b.signed < date($until) OR b.validFrom < date($until) OR b.validTo < date($until)) WHEN b:AnnualPlan THEN b.year >= $sinceYear AND b.year <= $untilYear WHEN b:AssistanceRequest THEN (b.asked >= date($since) OR b.due >= date($since) OR b.answered >= date($since)) AND (b.asked < date($until) OR b.due < date($until) OR b.answered < date($until)) WHEN b:Contact THEN (b.since >= date($since) OR b.until > date($since) OR b.lastActivity >= date($since)) AND (b.since < date($until) OR b.until < date($until) OR b.lastActivity < date($until)) WHEN b:Event THEN (b.starts >= date($since) OR b.ends >= date($since)) AND (b.starts < date($until) OR b.ends < date($until)) WHEN b:Interaction THEN b.date >= date($since) AND b.date < date($until) WHEN b:Note THEN b.date >= date($since) AND b.date < date($until) WHEN b:OfficeStatus THEN (b.since >= date($since) OR b.until > date($since) OR (b.until IS NULL AND b.since IS NOT NULL)) AND (b.since < date($until) OR b.until < date($until)) WHEN b:Quota THEN b.academicYear >= $sinceAcademicYear AND b.academicYear <= $untilAcademicYear WHEN b:RecruitmentCampaign THEN (b.since >= date($since) OR b.until > date($since) OR (b.until IS NULL AND b.since IS NOT NULL)) AND (b.since < date($until) OR b.until < date($until)) ELSE $yes END AS timely
    WHERE timely
    WITH b, rank, before, CASE WHEN b:Agreement THEN reduce(m = $none, d IN [toString(b.signed), toString(b.validFrom), toString(b.validTo)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:AnnualPlan THEN reduce(m = $none, d IN [toString(b.year)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:AssistanceRequest THEN reduce(m = $none, d IN [toString(b.asked), toString(b.due), toString(b.answered)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Contact THEN reduce(m = $none, d IN [toString(b.since), toString(b.until), toString(b.lastActivity)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Event THEN reduce(m = $none, d IN [toString(b.starts), toString(b.ends)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Interaction THEN reduce(m = $none, d IN [toString(b.date)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Note THEN reduce(m = $none, d IN [toString(b.date)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:OfficeStatus THEN reduce(m = $none, d IN [toString(b.since), toString(b.until)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Quota THEN reduce(m = $none, d IN [head(split(b.academicYear, $slash))] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:RecruitmentCampaign THEN reduce(m = $none, d IN [toString(b.since), toString(b.until)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) ELSE $none END AS own LIMIT $most1
    RETURN b, $one AS step, CASE WHEN own = $none THEN before ELSE own END AS day, rank
  }
  WITH b, min(step) AS fresh, max(day) AS day, sum(step) AS ties, min(rank) AS rank
  WITH b, fresh, day, ties, rank, CASE WHEN rank < $one THEN $zero ELSE $one END AS loose
  ORDER BY loose, day DESC, ties DESC, b.id
  RETURN collect(CASE WHEN fresh = $one THEN b END) AS near1,
    collect(CASE WHEN fresh = $one THEN day END) AS day1,
    collect(CASE WHEN fresh = $one THEN ties END) AS ties1,
    sum(ties) AS seen1,
    sum(CASE WHEN fresh = $one AND loose = $zero THEN $one ELSE $zero END) AS linked1
}
WITH *, CASE WHEN linked1 < ($room) / $parts1 THEN linked1 ELSE ($room) / $parts1 END AS share1
CALL (near0, near1, day1, share1) {
  CALL (near0, near1, day1) {
    UNWIND near0 + near1 AS b
    RETURN b, $zero AS step, $none AS day, $zero AS rank
    UNION ALL
    UNWIND range($zero, size(near1) - $one) AS rank
    WITH near1[rank] AS a, day1[rank] AS before, rank LIMIT $frontier1
    MATCH (a)-[r:ABOUT_CONTACT|ABOUT_PERSON|ABOUT_UNIVERSITY|ADVERTISED_AT|AMENDS|ASKED_BY|ASKED_OF|ATTENDED_BY|BASED_ON|BETWEEN|BOOKED_FOR|BOOKS|CONDITION_OF|DISTRIBUTED_BY|EVIDENCED_BY|FACILITATED_BY|FILLS|FLOWS_THROUGH|FLOWS_UNDER|GATES|HAS_PARTY|HAS_STATUS|HELD_BY|HELD_BY_OFFICE|HOSTED_BY|KEPT_BY|LED_BY|LED_TO|ORIGINATED_AT|PART_OF_PLAN|PLANNED_UNDER|PLANNED_WITH|PLAN_OF|REACHES|RECRUITS_FOR|RESPONSIBLE_IS|RUN_BY|SERVED_BY|SERVES_AT|SIGNED_BY|VERSION_OF|WITHIN|WORKS_AT|WRITTEN_BY]-(b)
    WHERE (r.until IS NULL OR r.until > date($since)) AND (r.since IS NULL OR r.since < date($until)) AND (NOT head(labels(b)) IN $private OR b.seen = $acl.public)
    WITH b, rank, before, CASE WHEN b:Agreement THEN (b.signed >= date($since) OR b.validFrom >= date($since) OR b.validTo >= date($since) OR (b.validTo IS NULL AND (b.signed IS NOT NULL OR b.validFrom IS NOT NULL))) AND (b.signed < date($until) OR b.validFrom < date($until) OR b.validTo < date($until)) WHEN b:AgreementVersion THEN b.recorded >= date($since) AND b.recorded < date($until) WHEN b:AnnualPlan THEN b.year >= $sinceYear AND b.year <= $untilYear WHEN b:AssistanceRequest THEN (b.asked >= date($since) OR b.due >= date($since) OR b.answered >= date($since)) AND (b.asked < date($until) OR b.due < date($until) OR b.answered < date($until)) WHEN b:Booking THEN (b.since >= date($since) OR b.until > date($since) OR (b.until IS NULL AND b.since IS NOT NULL)) AND (b.since < date($until) OR b.until < date($until)) WHEN b:ComplianceCheck THEN (b.required >= date($since) OR b.requested >= date($since) OR b.decided >= date($since) OR b.until > date($since) OR (b.until IS NULL AND (b.required IS NOT NULL OR b.requested IS NOT NULL OR b.decided IS NOT NULL))) AND (b.required < date($until) OR b.requested < date($until) OR b.decided < date($until) OR b.until < date($until)) WHEN b:Contact THEN (b.since >= date($since) OR b.until > date($since) OR b.lastActivity >= date($since)) AND (b.since < date($until) OR b.until < date($until) OR b.lastActivity < date($until)) WHEN b:CooperationCondition THEN (b.firstYear >= $sinceAcademicYear OR b.lastYear >= $sinceAcademicYear) AND (b.firstYear <= $untilAcademicYear OR b.lastYear <= $untilAcademicYear) WHEN b:Event THEN (b.starts >= date($since) OR b.ends >= date($since)) AND (b.starts < date($until) OR b.ends < date($until)) WHEN b:Interaction THEN b.date >= date($since) AND b.date < date($until) WHEN b:JointAction THEN (b.due >= date($since) OR b.completed >= date($since)) AND (b.due < date($until) OR b.completed < date($until)) WHEN b:MobilityFlow THEN b.academicYear >= $sinceAcademicYear AND b.academicYear <= $untilAcademicYear WHEN b:Note THEN b.date >= date($since) AND b.date < date($until) WHEN b:Quota THEN b.academicYear >= $sinceAcademicYear AND b.academicYear <= $untilAcademicYear WHEN b:RecruitmentCampaign THEN (b.since >= date($since) OR b.until > date($since) OR (b.until IS NULL AND b.since IS NOT NULL)) AND (b.since < date($until) OR b.until < date($until)) ELSE $yes END AS timely
    WHERE timely
    WITH b, rank, before, CASE WHEN b:Agreement THEN reduce(m = $none, d IN [toString(b.signed), toString(b.validFrom), toString(b.validTo)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:AgreementVersion THEN reduce(m = $none, d IN [toString(b.recorded)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:AnnualPlan THEN reduce(m = $none, d IN [toString(b.year)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:AssistanceRequest THEN reduce(m = $none, d IN [toString(b.asked), toString(b.due), toString(b.answered)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Booking THEN reduce(m = $none, d IN [toString(b.since), toString(b.until)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:ComplianceCheck THEN reduce(m = $none, d IN [toString(b.required), toString(b.requested), toString(b.decided), toString(b.until)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Contact THEN reduce(m = $none, d IN [toString(b.since), toString(b.until), toString(b.lastActivity)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:CooperationCondition THEN reduce(m = $none, d IN [head(split(b.firstYear, $slash)), head(split(b.lastYear, $slash))] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Event THEN reduce(m = $none, d IN [toString(b.starts), toString(b.ends)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Interaction THEN reduce(m = $none, d IN [toString(b.date)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:JointAction THEN reduce(m = $none, d IN [toString(b.due), toString(b.completed)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:MobilityFlow THEN reduce(m = $none, d IN [head(split(b.academicYear, $slash))] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Note THEN reduce(m = $none, d IN [toString(b.date)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:Quota THEN reduce(m = $none, d IN [head(split(b.academicYear, $slash))] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) WHEN b:RecruitmentCampaign THEN reduce(m = $none, d IN [toString(b.since), toString(b.until)] | CASE WHEN d > m AND d < $horizon THEN d ELSE m END) ELSE $none END AS own LIMIT $most2
    RETURN b, $one AS step, CASE WHEN own = $none THEN before ELSE own END AS day, rank
    UNION ALL
    UNWIND range($zero, size(near1) - $one) AS rank
    WITH near1[rank] AS a, day1[rank] AS before, rank LIMIT $frontier1
    MATCH (a)<-[:AT_EVENT]-(m:Participation WHERE m.seen = $acl.public)-[:OF_UNIVERSITY]->(b)
    WITH b, rank, before, $none AS own LIMIT $most2
    RETURN b, $one AS step, CASE WHEN own = $none THEN before ELSE own END AS day, rank
  }
  WITH b, share1, min(step) AS fresh, max(day) AS day, sum(step) AS ties, min(rank) AS rank
  WITH b, fresh, day, ties, rank, CASE WHEN rank < share1 THEN $zero ELSE $one END AS loose
  ORDER BY loose, day DESC, ties DESC, b.id
  RETURN collect(CASE WHEN fresh = $one THEN b END) AS near2,
    collect(CASE WHEN fresh = $one THEN day END) AS day2,
    collect(CASE WHEN fresh = $one THEN ties END) AS ties2,
    sum(ties) AS seen2,
    collect(CASE WHEN fresh = $one THEN rank END) AS rank2,
    sum(CASE WHEN fresh = $one AND loose = $zero THEN $one ELSE $zero END) AS linked2
}
WITH *, $zero + size(near1) + size(near2) <= $room AS fits
WITH *, CASE WHEN fits THEN size(near2) ELSE CASE WHEN linked2 < $room - share1 THEN linked2 ELSE $room - share1 END END AS chosen2
WITH *, CASE WHEN fits THEN size(near1) ELSE CASE WHEN linked1 < $room - chosen2 THEN linked1 ELSE $room - chosen2 END END AS chosen1
WITH *, CASE WHEN fits THEN [] ELSE [i IN range(linked2, size(near2) - $one) WHERE rank2[i] < chosen1][$zero..$room - chosen1 - chosen2] END AS more2
WITH *, near0 + near1[$zero..chosen1] + near2[$zero..chosen2] + [i IN more2 | near2[i]] AS shown
CALL (shown) {
  UNWIND shown AS x
  MATCH (x)-[r:ABOUT_CONTACT|ABOUT_PERSON|ABOUT_UNIVERSITY|ADVERTISED_AT|AMENDS|ASKED_ABOUT|ASKED_BY|ASKED_OF|ATTENDED_BY|BASED_ON|BETWEEN|BOOKED_BY|BOOKED_FOR|BOOKS|CHILD_OF|CONDITION_OF|COVERS|DISTRIBUTED_BY|EVIDENCED_BY|FACILITATED_BY|FILLS|FLOWS_FROM|FLOWS_THROUGH|FLOWS_TO|FLOWS_UNDER|GATES|GIVEN_TO|HAS_PARTY|HAS_STATUS|HELD_BY|HELD_BY_OFFICE|HELD_IN|HOSTED_BY|HOUSED_IN|IN_COUNTRY|KEPT_BY|LED_BY|LED_TO|LOCATED_IN|OFFERED_BY|ORIGINATED_AT|PART_OF_PLAN|PLANNED_UNDER|PLANNED_WITH|PLAN_OF|REACHES|RECEIVED_BY|RECRUITS_FOR|RECRUITS_IN|RELATED_TO|RESPONSIBLE_IS|RUN_BY|SENT_BY|SERVED_BY|SERVES_AT|SIGNED_BY|STANDS_IN|SUCCEEDED_BY|VERSION_OF|WITHIN|WORKS_AT|WRITTEN_BY]->(y)
  WHERE (r.until IS NULL OR r.until > date($since)) AND (r.since IS NULL OR r.since < date($until))
  RETURN collect([type(r), x.id, y.id, toString(r.since), toString(r.until), null]) AS edges0
}
CALL (shown) {
  UNWIND shown AS x
  MATCH (x)<-[:AT_EVENT]-(m:Participation WHERE m.seen = $acl.public)-[:OF_UNIVERSITY]->(y)
  RETURN collect([head(labels(m)), x.id, y.id, null, null, m.id]) AS edges1
}
WITH *, edges0 + edges1 AS edges
CALL (shown) {
  UNWIND shown AS x
  WITH x, COUNT { (x)-[:ABOUT_CONTACT|ABOUT_PERSON|ABOUT_UNIVERSITY|ADVERTISED_AT|AIMS_AT|AMENDS|APPLIES_TO|ASKED_ABOUT|ASKED_BY|ASKED_OF|ATTENDED_BY|AT_EVENT|BASED_ON|BETWEEN|BOOKED_BY|BOOKED_FOR|BOOKS|CHILD_OF|CONDITION_OF|COVERS|DISTRIBUTED_BY|EVIDENCED_BY|FACILITATED_BY|FILLS|FLOWS_FROM|FLOWS_THROUGH|FLOWS_TO|FLOWS_UNDER|GATES|GIVEN_TO|HAS_INTENT|HAS_PARTY|HAS_STATUS|HELD_BY|HELD_BY_OFFICE|HELD_IN|HOSTED_BY|HOUSED_IN|IMPOSED_BY|IN_COUNTRY|IN_REGION|KEPT_BY|LED_BY|LED_TO|LOCATED_IN|OFFERED_BY|OF_UNIVERSITY|ORIGINATED_AT|PART_OF|PART_OF_PLAN|PLANNED_UNDER|PLANNED_WITH|PLAN_OF|REACHES|RECEIVED_BY|RECRUITS_FOR|RECRUITS_IN|RELATED_TO|RESPONSIBLE_IS|RUN_BY|SENT_BY|SERVED_BY|SERVES_AT|SIGNED_BY|STANDS_IN|SUCCEEDED_BY|VERSION_OF|WITHIN|WORKS_AT|WRITTEN_BY]-(d WHERE (NOT head(labels(d)) IN $private OR d.seen = $acl.public)) } AS degree
  RETURN collect({id: x.id, degree: degree}) AS degrees
}
CALL (near0) {
  UNWIND near0 AS n0
  WITH n0 WHERE n0:Office
  CALL (n0) {
    MATCH (n0)-[:NAMED]->(n1)
    WITH n1 ORDER BY n1.kind, n1.language, n1.value, n1.id LIMIT $p0
    RETURN collect([n1.id, n1.value, n1.language, n1.kind, toString(n1.until), n1.key, n1.origin]) AS s0
  }
  WITH n0, [n0.id, n0.name, s0] AS row
  RETURN collect(row) AS rows0
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:Agreement
  RETURN collect([n0.id, n0.title, toString(n0.validTo)]) AS rows1
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:Contact
  RETURN collect([n0.id, n0.stage, toString(n0.since), toString(n0.lastActivity)]) AS rows2
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:Country
  RETURN collect([n0.id, n0.code]) AS rows3
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:Event
  RETURN collect([n0.id, n0.name, toString(n0.starts)]) AS rows4
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:Person
  RETURN collect([n0.id, n0.role]) AS rows5
}
CALL (shown) {
  UNWIND shown AS n0
  WITH n0 WHERE n0:University
  RETURN collect([n0.id, n0.name]) AS rows6
}
RETURN [x IN shown | x.id] AS ids, [x IN shown | head(labels(x))] AS types, day0 + day1[$zero..chosen1] + day2[$zero..chosen2] + [i IN more2 | day2[i]] AS days, ties0 + ties1[$zero..chosen1] + ties2[$zero..chosen2] + [i IN more2 | ties2[i]] AS ties, [size(near0), chosen1, chosen2 + size(more2)] AS chosen, [size(near0), size(near1), size(near2)] AS sizes, [$zero, seen1, seen2] AS seen, edges, degrees, rows0, rows1, rows2, rows3, rows4, rows5, rows6
