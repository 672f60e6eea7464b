// create Contact
UNWIND $rows AS row
CREATE (n:Contact {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)
SET n.lastActivity = date(row.dates.lastActivity)

// create Contact BETWEEN University
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:BETWEEN]->(b)
SET e += coalesce(row.properties, {})

// create Contact FACILITATED_BY Office
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:FACILITATED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Contact HELD_BY Person
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Person {id: row.to})
CREATE (a)-[e:HELD_BY]->(b)
SET e += coalesce(row.properties, {})

// create Contact LED_TO Agreement
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:LED_TO]->(b)
SET e += coalesce(row.properties, {})

// create Contact ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:ORIGINATED_AT]->(b)
SET e += coalesce(row.properties, {})

// create Contact STATED_BY Source
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop BETWEEN University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:BETWEEN]-()
DELETE e

// drop Contact BETWEEN
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:BETWEEN]->()
DELETE e

// drop Contact BETWEEN University
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:BETWEEN]->(:University {id: row.to})
DELETE e

// drop Contact FACILITATED_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:FACILITATED_BY]->()
DELETE e

// drop Contact FACILITATED_BY Office
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:FACILITATED_BY]->(:Office {id: row.to})
DELETE e

// drop Contact HELD_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:HELD_BY]->()
DELETE e

// drop Contact HELD_BY Person
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:HELD_BY]->(:Person {id: row.to})
DELETE e

// drop Contact LED_TO
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:LED_TO]->()
DELETE e

// drop Contact LED_TO Agreement
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:LED_TO]->(:Agreement {id: row.to})
DELETE e

// drop Contact ORIGINATED_AT
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:ORIGINATED_AT]->()
DELETE e

// drop Contact ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:ORIGINATED_AT]->(:Event {id: row.to})
DELETE e

// drop Contact STATED_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Contact STATED_BY Source
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop FACILITATED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:FACILITATED_BY]-()
DELETE e

// drop HELD_BY Person
UNWIND $rows AS row
MATCH (:Person {id: row.id})<-[e:HELD_BY]-()
DELETE e

// drop LED_TO Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:LED_TO]-()
DELETE e

// drop ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:ORIGINATED_AT]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Contact
MATCH (n:Contact) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Contact BETWEEN
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BETWEEN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact FACILITATED_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FACILITATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact HELD_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HELD_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact LED_TO
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:LED_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact ORIGINATED_AT
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ORIGINATED_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact STATED_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, properties(n) AS properties

// read Contact BETWEEN University
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:BETWEEN]->(b:University)
RETURN id, b.id AS target

// read Contact FACILITATED_BY Office
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:FACILITATED_BY]->(b:Office)
RETURN id, b.id AS target

// read Contact HELD_BY Person
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:HELD_BY]->(b:Person)
RETURN id, b.id AS target

// read Contact LED_TO Agreement
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:LED_TO]->(b:Agreement)
RETURN id, b.id AS target

// read Contact ORIGINATED_AT Event
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:ORIGINATED_AT]->(b:Event)
RETURN id, b.id AS target

// read Contact STATED_BY Source
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement LED_TO Contact
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:LED_TO]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Event ORIGINATED_AT Contact
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:ORIGINATED_AT]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office FACILITATED_BY Contact
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:FACILITATED_BY]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Person HELD_BY Contact
UNWIND $ids AS id
MATCH (b:Person {id: id})
MATCH (b)<-[:HELD_BY]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Contact
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University BETWEEN Contact
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:BETWEEN]-(a:Contact)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Contact
UNWIND $rows AS row
MERGE (n:Contact {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END
SET n.lastActivity = CASE WHEN 'lastActivity' IN keys(row.dates) THEN date(row.dates.lastActivity) ELSE n.lastActivity END

// upsert Contact BETWEEN University
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:BETWEEN]->(b)
SET e += row.properties

// upsert Contact FACILITATED_BY Office
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:FACILITATED_BY]->(b)
SET e += row.properties

// upsert Contact HELD_BY Person
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Person {id: row.to})
MERGE (a)-[e:HELD_BY]->(b)
SET e += row.properties

// upsert Contact LED_TO Agreement
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:LED_TO]->(b)
SET e += row.properties

// upsert Contact ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:ORIGINATED_AT]->(b)
SET e += row.properties

// upsert Contact STATED_BY Source
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
