// create Event
UNWIND $rows AS row
CREATE (n:Event {id: row.id})
SET n += row.properties
SET n.starts = date(row.dates.starts)
SET n.ends = date(row.dates.ends)

// create Event HELD_IN City
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:City {id: row.to})
CREATE (a)-[e:HELD_IN]->(b)
SET e += coalesce(row.properties, {})

// create Event HOSTED_BY Office
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:HOSTED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Event STATED_BY Source
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop Event HELD_IN
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:HELD_IN]->()
DELETE e

// drop Event HELD_IN City
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:HELD_IN]->(:City {id: row.to})
DELETE e

// drop Event HOSTED_BY
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:HOSTED_BY]->()
DELETE e

// drop Event HOSTED_BY Office
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:HOSTED_BY]->(:Office {id: row.to})
DELETE e

// drop Event STATED_BY
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Event STATED_BY Source
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop HELD_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:HELD_IN]-()
DELETE e

// drop HOSTED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:HOSTED_BY]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Event
MATCH (n:Event) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Event HELD_IN
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HELD_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Event HOSTED_BY
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HOSTED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Event STATED_BY
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, properties(n) AS properties

// read Event HELD_IN City
UNWIND $ids AS id
MATCH (:Event {id: id})-[:HELD_IN]->(b:City)
RETURN id, b.id AS target

// read Event HOSTED_BY Office
UNWIND $ids AS id
MATCH (:Event {id: id})-[:HOSTED_BY]->(b:Office)
RETURN id, b.id AS target

// read Event STATED_BY Source
UNWIND $ids AS id
MATCH (:Event {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, n.rowHash AS mark

// read sources of City HELD_IN Event
UNWIND $ids AS id
MATCH (b:City {id: id})
MATCH (b)<-[:HELD_IN]-(a:Event)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office HOSTED_BY Event
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:HOSTED_BY]-(a:Event)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Event
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Event)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Event
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.starts = CASE WHEN 'starts' IN keys(row.dates) THEN date(row.dates.starts) ELSE n.starts END
SET n.ends = CASE WHEN 'ends' IN keys(row.dates) THEN date(row.dates.ends) ELSE n.ends END

// upsert Event HELD_IN City
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:HELD_IN]->(b)
SET e += row.properties

// upsert Event HOSTED_BY Office
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:HOSTED_BY]->(b)
SET e += row.properties

// upsert Event STATED_BY Source
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
