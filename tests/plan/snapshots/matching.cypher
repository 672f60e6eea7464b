// agreements
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after
WITH a ORDER BY a.id LIMIT $limit
CALL (a) { MATCH (a)-[:HAS_PARTY]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS parties }
RETURN a.id AS id, a.kind AS kind, a.status AS status, toString(a.validFrom) AS validFrom,
  toString(a.validTo) AS validTo, parties
ORDER BY id

// children
MATCH (u:University)-[:CHILD_OF]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target

// cities
MATCH (c:City) WHERE c.id IS :: STRING NOT NULL AND c.id > $after
WITH c ORDER BY c.id LIMIT $limit
CALL (c) { MATCH (c)-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }
RETURN c.id AS id, c.name AS name, c.nameRu AS nameRu, c.geonamesId AS geonames, country
ORDER BY id

// contacts
MATCH (c:Contact) WHERE c.id IS :: STRING NOT NULL AND c.id > $after
WITH c ORDER BY c.id LIMIT $limit
CALL (c) { MATCH (c)-[:BETWEEN]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS universities }
CALL (c) { MATCH (c)-[:FACILITATED_BY]->(o) RETURN min(o.id) AS office }
CALL (c) { MATCH (c)-[:ORIGINATED_AT]->(e) RETURN min(e.id) AS event }
CALL (c) { MATCH (c)-[:LED_TO]->(a) RETURN min(a.id) AS agreement }
CALL (c) { MATCH (c)-[:HELD_BY]->(p) WITH p ORDER BY p.id RETURN collect(p.id) AS persons }
RETURN c.id AS id, c.stage AS stage, toString(c.since) AS since, toString(c.until) AS until,
  toString(c.lastActivity) AS lastActivity, c.outcome AS outcome,
  universities, office, event, agreement, persons
ORDER BY id

// data_version
MATCH (r:Registry {id: $registry})
RETURN r.dataVersion AS dataVersion

// event_names
MATCH (e:Event) RETURN e.id AS id, e.name AS name, e.nameRu AS nameRu ORDER BY id

// events
MATCH (e:Event) WHERE e.id IS :: STRING NOT NULL AND e.id > $after
WITH e ORDER BY e.id LIMIT $limit
CALL (e) { MATCH (e)<-[:AT_EVENT]-()-[:OF_UNIVERSITY]->(u) WITH DISTINCT u ORDER BY u.id
  RETURN collect(u.id) AS participants }
CALL (e) { MATCH (e)-[:HELD_IN]->()-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }
RETURN e.id AS id, e.name AS name, toString(e.starts) AS starts, country, participants
ORDER BY id

// identifiers
MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(holder) WHERE i.id IS :: STRING NOT NULL AND i.id > $after
WITH i, holder ORDER BY i.id LIMIT $limit
RETURN i.id AS id, holder.id AS holder, i.key AS key
ORDER BY id

// intents
MATCH (i:Intent) WHERE i.id IS :: STRING NOT NULL AND i.id > $after
WITH i ORDER BY i.id LIMIT $limit
CALL (i) { MATCH (i)<-[:HAS_INTENT]-(u) RETURN min(u.id) AS university }
CALL (i) { MATCH (i)-[:AIMS_AT]->(country) WITH country ORDER BY country.code
  RETURN collect(country.code) AS countries }
RETURN i.id AS id, university, i.direction AS direction, i.cooperationKind AS cooperationKind,
  i.fields AS fields, i.levels AS levels, i.languages AS languages,
  toString(i.since) AS since, toString(i.until) AS until, countries
ORDER BY id

// names
MATCH (n:Name)<-[:NAMED]-(holder) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
WITH n, holder ORDER BY n.id LIMIT $limit
RETURN n.id AS id, holder.id AS holder, n.value AS value, n.language AS language, n.kind AS kind,
  toString(n.until) AS until
ORDER BY id

// office_coverage
MATCH (o:Office)-[covers:COVERS]->(country)
RETURN o.id AS office, country.code AS value, toString(covers.since) AS since, toString(covers.until) AS until
ORDER BY office, value, since

// office_slugs
MATCH (o:Office)
RETURN o.id AS id, o.slug AS slug
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
RETURN o.id AS id, o.name AS name, o.kind AS kind, country, latitude, longitude
ORDER BY id

// persons
MATCH (p:Person) WHERE p.id IS :: STRING NOT NULL AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id, p.role AS role
ORDER BY id

// persons_at_offices
MATCH (p:Person)-[serves:SERVES_AT]->(o)
RETURN p.id AS person, o.id AS value, toString(serves.since) AS since, toString(serves.until) AS until
ORDER BY person, since, value

// persons_at_universities
MATCH (p:Person)-[works:WORKS_AT]->(u)
RETURN p.id AS person, u.id AS value, toString(works.since) AS since, toString(works.until) AS until
ORDER BY person, since, value

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
    city.latitude AS latitude, city.longitude AS longitude
  ORDER BY country, region LIMIT 1
}
RETURN u.id AS id, u.name AS name, u.kind AS kind, u.status AS status, u.studentBand AS studentBand,
  u.fields AS fields, country, region, latitude, longitude
ORDER BY id
