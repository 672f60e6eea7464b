// { contacts { totalCount } agreements(first: 2) { totalCount nodes { id } } }

UNWIND [$acl.public] AS level
MATCH (t0:Total {level: level})
RETURN sum(t0.Contact) AS total0
;
CALL () {
  MATCH (n0:Agreement WHERE n0.seen = $acl.public)
  WITH n0 ORDER BY n0.validFrom DESC, n0.id DESC LIMIT $p0
  RETURN collect([n0.id, n0.demo, n0.slug, n0.title, n0.kind, n0.status, n0.statuses, n0.statusesSince, toString(n0.signed), toString(n0.validFrom), toString(n0.validTo), n0.renewal, n0.noticeMonths]) AS rows0
}
CALL () {
  UNWIND [$acl.public] AS level
  MATCH (t0:Total {level: level})
  RETURN sum(t0.Agreement) AS total0
}
RETURN rows0, total0
