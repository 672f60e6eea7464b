// Which partners are known through one office or one person only, and on whom do most of them hang?

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
    RETURN head(collect({id: n1.id, name: n1.name, kind: n1.kind, status: n1.status, statusSince: toString(n1.statusSince), founded: n1.founded, website: n1.website, studentBand: n1.studentBand, fields: n1.fields, demo: n1.demo, edge_since: toString(e1.since), edge_until: toString(e1.until)})) AS s0
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
