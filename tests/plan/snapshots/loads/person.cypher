// create Person
UNWIND $rows AS row
CREATE (n:Person {id: row.id})
SET n += row.properties

// create Person SERVES_AT Office
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:SERVES_AT]->(b)
SET e += coalesce(row.properties, {})
SET e.since = date(row.dates.since)
SET e.until = date(row.dates.until)

// create Person STATED_BY Source
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// create Person WORKS_AT University
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:WORKS_AT]->(b)
SET e += coalesce(row.properties, {})
SET e.since = date(row.dates.since)
SET e.until = date(row.dates.until)

// drop Person SERVES_AT
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:SERVES_AT]->()
DELETE e

// drop Person SERVES_AT Office
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:SERVES_AT]->(:Office {id: row.to})
DELETE e

// drop Person STATED_BY
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Person STATED_BY Source
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop Person WORKS_AT
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:WORKS_AT]->()
DELETE e

// drop Person WORKS_AT University
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:WORKS_AT]->(:University {id: row.to})
DELETE e

// drop SERVES_AT Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:SERVES_AT]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop WORKS_AT University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:WORKS_AT]-()
DELETE e

// page Person
MATCH (n:Person) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Person SERVES_AT
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SERVES_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Person STATED_BY
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Person WORKS_AT
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:WORKS_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, properties(n) AS properties

// read Person SERVES_AT Office
UNWIND $ids AS id
MATCH (:Person {id: id})-[:SERVES_AT]->(b:Office)
RETURN id, b.id AS target

// read Person STATED_BY Source
UNWIND $ids AS id
MATCH (:Person {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Person WORKS_AT University
UNWIND $ids AS id
MATCH (:Person {id: id})-[:WORKS_AT]->(b:University)
RETURN id, b.id AS target

// read rorHash of Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, n.rowHash AS mark

// read sources of Office SERVES_AT Person
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:SERVES_AT]-(a:Person)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Person
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Person)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University WORKS_AT Person
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:WORKS_AT]-(a:Person)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Person
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Person SERVES_AT Office
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:SERVES_AT]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END

// upsert Person STATED_BY Source
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Person WORKS_AT University
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:WORKS_AT]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END
