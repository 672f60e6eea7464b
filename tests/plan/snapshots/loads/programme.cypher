// create Programme
UNWIND $rows AS row
CREATE (n:Programme {id: row.id})
SET n += row.properties

// create Programme BASED_ON Agreement
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:BASED_ON]->(b)
SET e += coalesce(row.properties, {})

// create Programme OFFERED_BY University
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:OFFERED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Programme STATED_BY Source
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop BASED_ON Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:BASED_ON]-()
DELETE e

// drop OFFERED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:OFFERED_BY]-()
DELETE e

// drop Programme BASED_ON
UNWIND $rows AS row
MATCH (:Programme {id: row.id})-[e:BASED_ON]->()
DELETE e

// drop Programme BASED_ON Agreement
UNWIND $rows AS row
MATCH (:Programme {id: row.from})-[e:BASED_ON]->(:Agreement {id: row.to})
DELETE e

// drop Programme OFFERED_BY
UNWIND $rows AS row
MATCH (:Programme {id: row.id})-[e:OFFERED_BY]->()
DELETE e

// drop Programme OFFERED_BY University
UNWIND $rows AS row
MATCH (:Programme {id: row.from})-[e:OFFERED_BY]->(:University {id: row.to})
DELETE e

// drop Programme STATED_BY
UNWIND $rows AS row
MATCH (:Programme {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Programme STATED_BY Source
UNWIND $rows AS row
MATCH (:Programme {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Programme
MATCH (n:Programme) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Programme BASED_ON
MATCH (a:Programme) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BASED_ON]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Programme OFFERED_BY
MATCH (a:Programme) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:OFFERED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Programme STATED_BY
MATCH (a:Programme) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Programme
UNWIND $ids AS id
MATCH (n:Programme {id: id})
RETURN id, properties(n) AS properties

// read Programme BASED_ON Agreement
UNWIND $ids AS id
MATCH (:Programme {id: id})-[:BASED_ON]->(b:Agreement)
RETURN id, b.id AS target

// read Programme OFFERED_BY University
UNWIND $ids AS id
MATCH (:Programme {id: id})-[:OFFERED_BY]->(b:University)
RETURN id, b.id AS target

// read Programme STATED_BY Source
UNWIND $ids AS id
MATCH (:Programme {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Programme
UNWIND $ids AS id
MATCH (n:Programme {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Programme
UNWIND $ids AS id
MATCH (n:Programme {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement BASED_ON Programme
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:BASED_ON]-(a:Programme)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Programme
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Programme)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University OFFERED_BY Programme
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:OFFERED_BY]-(a:Programme)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Programme
UNWIND $rows AS row
MERGE (n:Programme {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Programme BASED_ON Agreement
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:BASED_ON]->(b)
SET e += row.properties

// upsert Programme OFFERED_BY University
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:OFFERED_BY]->(b)
SET e += row.properties

// upsert Programme STATED_BY Source
UNWIND $rows AS row
MATCH (a:Programme {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
