"""The statements that fill the read model: run whole, or by pages with `$after` (an id) and `$limit`.

A page comes as one record with all its rows: a record a row costs the driver seventeen times as much (a million
contacts: 54 seconds of work instead of 3). Rows of contacts are lists, the ContactRow of `matching/model/contacts.py`:
nobody reads the same eight keys a million times.

Of nodes that are not all published, those alone are read that have a level of `$sight` (matching/model/reader.py).
"""

from graph.plan.guard import OWN

SEEN = "coalesce({0}.seen, $sight.none) IN $sight.levels"
"""What must hold of a node that is not published by its type."""

_UNIVERSITY = """
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
"""

UNIVERSITIES = f"""
MATCH (u:University) WHERE u.id IS :: STRING NOT NULL AND u.id > $after
WITH u ORDER BY u.id LIMIT $limit{_UNIVERSITY}"""

CHANGES = """
MATCH (c:Change) WHERE c.seq > $version AND c.seq <= $now
RETURN c.seq AS seq, c.kind AS kind, c.entity AS entity, c.kinds AS kinds, c.touched AS touched
ORDER BY seq
"""

_BY_ID = """
UNWIND $ids AS wanted
MATCH ({node}:{label} {{id: wanted}}){where}
WITH {node}
"""

_CONTACT = """
CALL (c) { MATCH (c)-[:BETWEEN]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS universities }
CALL (c) { MATCH (c)-[:FACILITATED_BY]->(o) RETURN min(o.id) AS office }
CALL (c) { MATCH (c)-[:HELD_BY]->(p) WITH p ORDER BY p.id RETURN collect(p.id) AS persons }
WITH [c.id, universities, c.stage, toString(c.since), toString(c.until), toString(c.lastActivity), office,
  persons, c.stages, c.stagesSince] AS row, c.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

CONTACTS = f"""
MATCH (c:Contact) WHERE c.id IS :: STRING NOT NULL AND c.id > $after AND c.id <= $last AND {SEEN.format("c")}
WITH c ORDER BY c.id LIMIT $limit{_CONTACT}"""

OFFICES = """
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
"""

OFFICE_STATUSES = """
MATCH (o:Office)-[:HAS_STATUS]->(s)
RETURN o.id AS office, s.status AS value, toString(s.since) AS since, toString(s.until) AS until
ORDER BY office, since, value
"""

OFFICE_COVERAGE = """
MATCH (o:Office)-[covers:COVERS]->(country)
RETURN o.id AS office, country.code AS value, toString(covers.since) AS since, toString(covers.until) AS until
ORDER BY office, value, since
"""

_AGREEMENT = """
CALL (a) { MATCH (a)-[:HAS_PARTY]->(u) WITH u ORDER BY u.id RETURN collect(u.id) AS parties }
WITH {id: a.id, title: a.title, kind: a.kind, status: a.status, validFrom: toString(a.validFrom),
  validTo: toString(a.validTo), statuses: a.statuses, statusesSince: a.statusesSince, parties: parties} AS row,
  a.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

AGREEMENTS = f"""
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND {SEEN.format("a")}
WITH a ORDER BY a.id LIMIT $limit{_AGREEMENT}"""

EVENTS = f"""
MATCH (e:Event) WHERE e.id IS :: STRING NOT NULL AND e.id > $after
WITH e ORDER BY e.id LIMIT $limit
CALL (e) {{ MATCH (e)<-[:AT_EVENT]-(p)-[:OF_UNIVERSITY]->(u) WHERE {SEEN.format("p")} WITH DISTINCT u ORDER BY u.id
  RETURN collect(u.id) AS participants }}
CALL (e) {{ MATCH (e)-[:HELD_IN]->()-[:IN_COUNTRY]->(country) RETURN min(country.code) AS country }}
WITH {{id: e.id, name: e.name, nameRu: e.nameRu, starts: toString(e.starts), country: country,
  participants: participants}} AS row, e.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

INTENTS = """
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
"""

_PERSON = """
CALL (p) { MATCH (p)-[works:WORKS_AT]->(u) WITH u, works ORDER BY works.since, u.id
  RETURN collect([u.id, toString(works.since), toString(works.until)]) AS works }
CALL (p) { MATCH (p)-[serves:SERVES_AT]->(o) WITH o, serves ORDER BY serves.since, o.id
  RETURN collect([o.id, toString(serves.since), toString(serves.until)]) AS serves }
WITH {id: p.id, role: p.role, works: works, serves: serves} AS row, p.id AS id
ORDER BY id
RETURN collect(row) AS rows
"""

PERSONS = f"""
MATCH (p:Person) WHERE p.id IS :: STRING NOT NULL AND p.id > $after
WITH p ORDER BY p.id LIMIT $limit{_PERSON}"""

CHILDREN = """
MATCH (u:University)-[:CHILD_OF]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target
"""

SUCCESSORS = """
MATCH (u:University)-[:SUCCEEDED_BY]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target
"""

RELATIVES = """
MATCH (u:University)-[:RELATED_TO]->(other)
RETURN u.id AS source, other.id AS target
ORDER BY source, target
"""

PAGED = {
    "universities": UNIVERSITIES,
    "offices": OFFICES,
    "agreements": AGREEMENTS,
    "events": EVENTS,
    "intents": INTENTS,
    "persons": PERSONS,
}
WHOLE = {
    "office_statuses": OFFICE_STATUSES,
    "office_coverage": OFFICE_COVERAGE,
    "children": CHILDREN,
    "successors": SUCCESSORS,
    "relatives": RELATIVES,
}


def _by_id(node: str, label: str, row: str, where: str = "") -> str:
    """The rows of nodes by their ids, of which a condition holds."""
    return _BY_ID.format(node=node, label=label, where=where and f"\nWHERE {where}").rstrip() + row


BY_ID = {
    "universities": _by_id("u", "University", _UNIVERSITY),
    "contacts": _by_id("c", "Contact", _CONTACT, SEEN.format("c")),
    "agreements": _by_id("a", "Agreement", _AGREEMENT, SEEN.format("a")),
    "persons": _by_id("p", "Person", _PERSON),
}
OWN_TIES = f"""
CALL () {{
  MATCH (:University {{id: $university}})<-[:BETWEEN]-(c:Contact WHERE {OWN.format("c")})
  WHERE NOT coalesce(c.seen IN $acl.levels, false)
  WITH DISTINCT c{_CONTACT}}}
WITH rows AS contacts
CALL () {{
  MATCH (:University {{id: $university}})<-[:HAS_PARTY]-(a:Agreement WHERE {OWN.format("a")})
  WHERE NOT coalesce(a.seen IN $acl.levels, false)
  WITH DISTINCT a{_AGREEMENT}}}
RETURN contacts, rows AS agreements
"""
"""Contacts and agreements of an institution that belong to who asks, and that no read model but theirs could hold."""

STATEMENTS = {
    "changes": CHANGES,
    "contacts": CONTACTS,
    "own_ties": OWN_TIES,
    **PAGED,
    **WHOLE,
    **{f"{name}_by_id": text for name, text in BY_ID.items()},
}
