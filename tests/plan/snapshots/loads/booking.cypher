// create Booking
UNWIND $rows AS row
CREATE (n:Booking {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// create Booking BOOKED_BY University
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:BOOKED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Booking BOOKED_FOR Event
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:BOOKED_FOR]->(b)
SET e += coalesce(row.properties, {})

// create Booking BOOKS Venue
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Venue {id: row.to})
CREATE (a)-[e:BOOKS]->(b)
SET e += coalesce(row.properties, {})

// create Booking STATED_BY Source
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop BOOKED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:BOOKED_BY]-()
DELETE e

// drop BOOKED_FOR Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:BOOKED_FOR]-()
DELETE e

// drop BOOKS Venue
UNWIND $rows AS row
MATCH (:Venue {id: row.id})<-[e:BOOKS]-()
DELETE e

// drop Booking BOOKED_BY
UNWIND $rows AS row
MATCH (:Booking {id: row.id})-[e:BOOKED_BY]->()
DELETE e

// drop Booking BOOKED_BY University
UNWIND $rows AS row
MATCH (:Booking {id: row.from})-[e:BOOKED_BY]->(:University {id: row.to})
DELETE e

// drop Booking BOOKED_FOR
UNWIND $rows AS row
MATCH (:Booking {id: row.id})-[e:BOOKED_FOR]->()
DELETE e

// drop Booking BOOKED_FOR Event
UNWIND $rows AS row
MATCH (:Booking {id: row.from})-[e:BOOKED_FOR]->(:Event {id: row.to})
DELETE e

// drop Booking BOOKS
UNWIND $rows AS row
MATCH (:Booking {id: row.id})-[e:BOOKS]->()
DELETE e

// drop Booking BOOKS Venue
UNWIND $rows AS row
MATCH (:Booking {id: row.from})-[e:BOOKS]->(:Venue {id: row.to})
DELETE e

// drop Booking STATED_BY
UNWIND $rows AS row
MATCH (:Booking {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Booking STATED_BY Source
UNWIND $rows AS row
MATCH (:Booking {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Booking
MATCH (n:Booking) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Booking BOOKED_BY
MATCH (a:Booking) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BOOKED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Booking BOOKED_FOR
MATCH (a:Booking) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BOOKED_FOR]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Booking BOOKS
MATCH (a:Booking) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BOOKS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Booking STATED_BY
MATCH (a:Booking) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Booking
UNWIND $ids AS id
MATCH (n:Booking {id: id})
RETURN id, properties(n) AS properties

// read Booking BOOKED_BY University
UNWIND $ids AS id
MATCH (:Booking {id: id})-[:BOOKED_BY]->(b:University)
RETURN id, b.id AS target

// read Booking BOOKED_FOR Event
UNWIND $ids AS id
MATCH (:Booking {id: id})-[:BOOKED_FOR]->(b:Event)
RETURN id, b.id AS target

// read Booking BOOKS Venue
UNWIND $ids AS id
MATCH (:Booking {id: id})-[:BOOKS]->(b:Venue)
RETURN id, b.id AS target

// read Booking STATED_BY Source
UNWIND $ids AS id
MATCH (:Booking {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Booking
UNWIND $ids AS id
MATCH (n:Booking {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Booking
UNWIND $ids AS id
MATCH (n:Booking {id: id})
RETURN id, n.rowHash AS mark

// read sources of Event BOOKED_FOR Booking
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:BOOKED_FOR]-(a:Booking)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Booking
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Booking)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University BOOKED_BY Booking
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:BOOKED_BY]-(a:Booking)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Venue BOOKS Booking
UNWIND $ids AS id
MATCH (b:Venue {id: id})
MATCH (b)<-[:BOOKS]-(a:Booking)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Booking
UNWIND $rows AS row
MERGE (n:Booking {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Booking BOOKED_BY University
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:BOOKED_BY]->(b)
SET e += row.properties

// upsert Booking BOOKED_FOR Event
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:BOOKED_FOR]->(b)
SET e += row.properties

// upsert Booking BOOKS Venue
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Venue {id: row.to})
MERGE (a)-[e:BOOKS]->(b)
SET e += row.properties

// upsert Booking STATED_BY Source
UNWIND $rows AS row
MATCH (a:Booking {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
