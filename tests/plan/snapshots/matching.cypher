// agreements
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND coalesce(a.seen, $sight.none) IN $sight.levels
WITH a ORDER BY a.id LIMIT $limit
CALL (a) { MATCH (a)-[:HAS_PARTY]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS parties }
WITH {id: a.id, title: a.title, kind: a.kind, status: a.status, validFrom: toString(a.validFrom),
  validTo: toString(a.validTo), statuses: a.statuses, statusesSince: a.statusesSince, parties: parties} AS row,
  a.id AS id
ORDER BY id
RETURN collect(row) AS rows

// agreements_by_id
UNWIND $ids AS wanted
MATCH (a:Agreement {id: wanted})
WHERE coalesce(a.seen, $sight.none) IN $sight.levels
WITH a
CALL (a) { MATCH (a)-[:HAS_PARTY]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS parties }
WITH {id: a.id, title: a.title, kind: a.kind, status: a.status, validFrom: toString(a.validFrom),
  validTo: toString(a.validTo), statuses: a.statuses, statusesSince: a.statusesSince, parties: parties} AS row,
  a.id AS id
ORDER BY id
RETURN collect(row) AS rows

// changes
MATCH (c:Change) WHERE c.seq > $version AND c.seq <= $now
RETURN c.seq AS seq, c.kind AS kind, c.entity AS entity, c.kinds AS kinds, c.touched AS touched
ORDER BY seq

// children
MATCH (u:University)-[:CHILD_OF]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target

// cities
MATCH (c:City) WHERE c.id IS :: STRING NOT NULL AND c.id > $after
WITH c ORDER BY c.id LIMIT $limit
CALL (c) { MATCH (c)-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }
WITH {id: c.id, name: c.name, nameRu: c.nameRu, geonames: c.geonamesId, country: country} AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows

// contacts
MATCH (c:Contact) WHERE c.id IS :: STRING NOT NULL AND c.id > $after AND c.id <= $last AND coalesce(c.seen, $sight.none) IN $sight.levels
WITH c ORDER BY c.id LIMIT $limit
CALL (c) { MATCH (c)-[:BETWEEN]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS universities }
CALL (c) { MATCH (c)-[:FACILITATED_BY]->(o) RETURN min(o.id) AS office }
CALL (c) { MATCH (c)-[:HELD_BY]->(p) WITH p ORDER BY p.id RETURN collect(p.id) AS persons }
WITH [c.id, universities, c.stage, toString(c.since), toString(c.until), toString(c.lastActivity), office,
  persons, c.stages, c.stagesSince] AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows

// contacts_by_id
UNWIND $ids AS wanted
MATCH (c:Contact {id: wanted})
WHERE coalesce(c.seen, $sight.none) IN $sight.levels
WITH c
CALL (c) { MATCH (c)-[:BETWEEN]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS universities }
CALL (c) { MATCH (c)-[:FACILITATED_BY]->(o) RETURN min(o.id) AS office }
CALL (c) { MATCH (c)-[:HELD_BY]->(p) WITH p ORDER BY p.id RETURN collect(p.id) AS persons }
WITH [c.id, universities, c.stage, toString(c.since), toString(c.until), toString(c.lastActivity), office,
  persons, c.stages, c.stagesSince] AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows

// events
MATCH (e:Event) WHERE e.id IS :: STRING NOT NULL AND e.id > $after
WITH e ORDER BY e.id LIMIT $limit
CALL (e) { MATCH (e)<-[:AT_EVENT]-(p)-[:OF_UNIVERSITY]->(u) WHERE coalesce(p.seen, $sight.none) IN $sight.levels WITH DISTINCT u ORDER BY u.id
  RETURN collect(u.id) AS participants }
CALL (e) { MATCH (e)-[:HELD_IN]->()-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }
WITH {id: e.id, name: e.name, nameRu: e.nameRu, starts: toString(e.starts), country: country,
  participants: participants} AS row, e.id AS id
ORDER BY id
RETURN collect(row) AS rows

// identifiers
MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(holder) WHERE i.id IS :: STRING NOT NULL AND i.id > $after
WITH i, holder ORDER BY i.id LIMIT $limit
WITH {id: i.id, holder: holder.id, key: i.key, since: toString(i.since), until: toString(i.until)} AS row, i.id AS id
ORDER BY id
RETURN collect(row) AS rows

// intents
MATCH (i:Intent) WHERE i.id IS :: STRING NOT NULL AND i.id > $after
WITH i ORDER BY i.id LIMIT $limit
CALL (i) { MATCH (i)<-[:HAS_INTENT]-(u) RETURN min(u.id) AS university }
CALL (i) { MATCH (i)-[:AIMS_AT]->(country) WITH country ORDER BY country.code
  RETURN collect(country.code) AS countries }
WITH {id: i.id, university: university, direction: i.direction, cooperationKind: i.cooperationKind,
  fields: i.fields, levels: i.levels, languages: i.languages, since: toString(i.since),
  until: toString(i.until), countries: countries} AS row, i.id AS id
ORDER BY id
RETURN collect(row) AS rows

// name_holders
UNWIND $ids AS wanted
MATCH (:Name {id: wanted})<-[:NAMED]-(holder)
WITH DISTINCT holder.id AS id ORDER BY id
RETURN collect(id) AS rows

// names
MATCH (n:Name)<-[:NAMED]-(holder) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
WITH n, holder ORDER BY n.id LIMIT $limit
WITH {id: n.id, holder: holder.id, value: n.value, language: n.language, kind: n.kind,
  until: toString(n.until)} AS row, n.id AS id
ORDER BY id
RETURN collect(row) AS rows

// names_of_office
UNWIND $ids AS wanted
MATCH (holder:Office {id: wanted})-[:NAMED]->(n)
WITH {id: n.id, holder: holder.id, value: n.value, language: n.language, kind: n.kind,
  until: toString(n.until)} AS row, n.id AS id
ORDER BY id
RETURN collect(row) AS rows

// names_of_university
UNWIND $ids AS wanted
MATCH (holder:University {id: wanted})-[:NAMED]->(n)
WITH {id: n.id, holder: holder.id, value: n.value, language: n.language, kind: n.kind,
  until: toString(n.until)} AS row, n.id AS id
ORDER BY id
RETURN collect(row) AS rows

// office_coverage
MATCH (o:Office)-[covers:COVERS]->(country)
RETURN o.id AS office, country.code AS value, toString(covers.since) AS since, toString(covers.until) AS until
ORDER BY office, value, since

// office_slugs
MATCH (o:Office)
CALL (o) {
  OPTIONAL MATCH (o)-[:HOUSED_IN]->(seat)
  WITH seat ORDER BY seat.id LIMIT 1
  RETURN seat.name AS city, seat.nameRu AS cityRu
}
RETURN o.id AS id, o.slug AS slug, o.kind AS kind, city, cityRu
ORDER BY id

// office_statuses
MATCH (o:Office)-[:HAS_STATUS]->(s)
RETURN o.id AS office, s.status AS value, toString(s.since) AS since, toString(s.until) AS until
ORDER BY office, since, value

// offices
MATCH (o:Office) WHERE o.id IS :: STRING NOT NULL AND o.id > $after
WITH o ORDER BY o.id LIMIT $limit
CALL (o) {
  OPTIONAL MATCH (o)-[:HOUSED_IN]->(city)
  WITH city ORDER BY city.id LIMIT 1
  OPTIONAL MATCH (city)-[:IN_COUNTRY]->(country)
  RETURN country.code AS country, city.latitude AS latitude, city.longitude AS longitude
  ORDER BY country LIMIT 1
}
WITH {id: o.id, name: o.name, kind: o.kind, country: country, latitude: latitude,
  longitude: longitude} AS row, o.id AS id
ORDER BY id
RETURN collect(row) AS rows

// own_ties
CALL () {
  MATCH (:University {id: $university})<-[:BETWEEN]-(c:Contact WHERE any(owner IN c.owners WHERE owner IN $acl.mine))
  WHERE NOT coalesce(c.seen IN $acl.levels, false)
  WITH DISTINCT c
CALL (c) { MATCH (c)-[:BETWEEN]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS universities }
CALL (c) { MATCH (c)-[:FACILITATED_BY]->(o) RETURN min(o.id) AS office }
CALL (c) { MATCH (c)-[:HELD_BY]->(p) WITH p ORDER BY p.id RETURN collect(p.id) AS persons }
WITH [c.id, universities, c.stage, toString(c.since), toString(c.until), toString(c.lastActivity), office,
  persons, c.stages, c.stagesSince] AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows
}
WITH rows AS contacts
CALL () {
  MATCH (:University {id: $university})<-[:HAS_PARTY]-(a:Agreement WHERE any(owner IN a.owners WHERE owner IN $acl.mine))
  WHERE NOT coalesce(a.seen IN $acl.levels, false)
  WITH DISTINCT a
CALL (a) { MATCH (a)-[:HAS_PARTY]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS parties }
WITH {id: a.id, title: a.title, kind: a.kind, status: a.status, validFrom: toString(a.validFrom),
  validTo: toString(a.validTo), statuses: a.statuses, statusesSince: a.statusesSince, parties: parties} AS row,
  a.id AS id
ORDER BY id
RETURN collect(row) AS rows
}
RETURN contacts, rows AS agreements

// persons
MATCH (p:Person) WHERE p.id IS :: STRING NOT NULL AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit
CALL (p) { MATCH (p)-[works:WORKS_AT]->(u) WITH u, works ORDER BY works.since, u.id
  RETURN collect([u.id, toString(works.since), toString(works.until)]) AS works }
CALL (p) { MATCH (p)-[serves:SERVES_AT]->(o) WITH o, serves ORDER BY serves.since, o.id
  RETURN collect([o.id, toString(serves.since), toString(serves.until)]) AS serves }
WITH {id: p.id, role: p.role, works: works, serves: serves} AS row, p.id AS id
ORDER BY id
RETURN collect(row) AS rows

// persons_by_id
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})
WITH p
CALL (p) { MATCH (p)-[works:WORKS_AT]->(u) WITH u, works ORDER BY works.since, u.id
  RETURN collect([u.id, toString(works.since), toString(works.until)]) AS works }
CALL (p) { MATCH (p)-[serves:SERVES_AT]->(o) WITH o, serves ORDER BY serves.since, o.id
  RETURN collect([o.id, toString(serves.since), toString(serves.until)]) AS serves }
WITH {id: p.id, role: p.role, works: works, serves: serves} AS row, p.id AS id
ORDER BY id
RETURN collect(row) AS rows

// relatives
MATCH (u:University)-[:RELATED_TO]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target

// successors
MATCH (u:University)-[:SUCCEEDED_BY]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target

// universities
MATCH (u:University) WHERE u.id IS :: STRING NOT NULL AND u.id > $after
WITH u ORDER BY u.id LIMIT $limit
CALL (u) {
  OPTIONAL MATCH (u)-[seat:LOCATED_IN]->(city)
  WITH seat, city ORDER BY seat.position, city.id LIMIT 1
  OPTIONAL MATCH (city)-[:IN_COUNTRY]->(country)
  OPTIONAL MATCH (city)-[:IN_REGION]->(region)
  RETURN country.code AS country, region.code AS region,
    city.latitude AS latitude, city.longitude AS longitude, [city.name, city.nameRu, region.name] AS placeNames
  ORDER BY country, region LIMIT 1
}
WITH {id: u.id, name: u.name, kind: u.kind, status: u.status, studentBand: u.studentBand, fields: u.fields,
  country: country, region: region, latitude: latitude, longitude: longitude, placeNames: placeNames} AS row, u.id AS id
ORDER BY id
RETURN collect(row) AS rows

// universities_by_id
UNWIND $ids AS wanted
MATCH (u:University {id: wanted})
WITH u
CALL (u) {
  OPTIONAL MATCH (u)-[seat:LOCATED_IN]->(city)
  WITH seat, city ORDER BY seat.position, city.id LIMIT 1
  OPTIONAL MATCH (city)-[:IN_COUNTRY]->(country)
  OPTIONAL MATCH (city)-[:IN_REGION]->(region)
  RETURN country.code AS country, region.code AS region,
    city.latitude AS latitude, city.longitude AS longitude, [city.name, city.nameRu, region.name] AS placeNames
  ORDER BY country, region LIMIT 1
}
WITH {id: u.id, name: u.name, kind: u.kind, status: u.status, studentBand: u.studentBand, fields: u.fields,
  country: country, region: region, latitude: latitude, longitude: longitude, placeNames: placeNames} AS row, u.id AS id
ORDER BY id
RETURN collect(row) AS rows
