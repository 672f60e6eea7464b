// create CooperationCondition
UNWIND $rows AS row
CREATE (n:CooperationCondition {id: row.id})
SET n += row.properties

// create CooperationCondition CONDITION_OF Agreement
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:CONDITION_OF]->(b)
SET e += coalesce(row.properties, {})

// create CooperationCondition RECEIVED_BY University
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:RECEIVED_BY]->(b)
SET e += coalesce(row.properties, {})

// create CooperationCondition SENT_BY University
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:SENT_BY]->(b)
SET e += coalesce(row.properties, {})

// create CooperationCondition STATED_BY Source
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop CONDITION_OF Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:CONDITION_OF]-()
DELETE e

// drop CooperationCondition CONDITION_OF
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.id})-[e:CONDITION_OF]->()
DELETE e

// drop CooperationCondition CONDITION_OF Agreement
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.from})-[e:CONDITION_OF]->(:Agreement {id: row.to})
DELETE e

// drop CooperationCondition RECEIVED_BY
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.id})-[e:RECEIVED_BY]->()
DELETE e

// drop CooperationCondition RECEIVED_BY University
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.from})-[e:RECEIVED_BY]->(:University {id: row.to})
DELETE e

// drop CooperationCondition SENT_BY
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.id})-[e:SENT_BY]->()
DELETE e

// drop CooperationCondition SENT_BY University
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.from})-[e:SENT_BY]->(:University {id: row.to})
DELETE e

// drop CooperationCondition STATED_BY
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop CooperationCondition STATED_BY Source
UNWIND $rows AS row
MATCH (:CooperationCondition {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop RECEIVED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:RECEIVED_BY]-()
DELETE e

// drop SENT_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:SENT_BY]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page CooperationCondition
MATCH (n:CooperationCondition) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page CooperationCondition CONDITION_OF
MATCH (a:CooperationCondition) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:CONDITION_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page CooperationCondition RECEIVED_BY
MATCH (a:CooperationCondition) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RECEIVED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page CooperationCondition SENT_BY
MATCH (a:CooperationCondition) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SENT_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page CooperationCondition STATED_BY
MATCH (a:CooperationCondition) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read CooperationCondition
UNWIND $ids AS id
MATCH (n:CooperationCondition {id: id})
RETURN id, properties(n) AS properties

// read CooperationCondition CONDITION_OF Agreement
UNWIND $ids AS id
MATCH (:CooperationCondition {id: id})-[:CONDITION_OF]->(b:Agreement)
RETURN id, b.id AS target

// read CooperationCondition RECEIVED_BY University
UNWIND $ids AS id
MATCH (:CooperationCondition {id: id})-[:RECEIVED_BY]->(b:University)
RETURN id, b.id AS target

// read CooperationCondition SENT_BY University
UNWIND $ids AS id
MATCH (:CooperationCondition {id: id})-[:SENT_BY]->(b:University)
RETURN id, b.id AS target

// read CooperationCondition STATED_BY Source
UNWIND $ids AS id
MATCH (:CooperationCondition {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of CooperationCondition
UNWIND $ids AS id
MATCH (n:CooperationCondition {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of CooperationCondition
UNWIND $ids AS id
MATCH (n:CooperationCondition {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement CONDITION_OF CooperationCondition
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:CONDITION_OF]-(a:CooperationCondition)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY CooperationCondition
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:CooperationCondition)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University RECEIVED_BY CooperationCondition
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:RECEIVED_BY]-(a:CooperationCondition)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University SENT_BY CooperationCondition
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:SENT_BY]-(a:CooperationCondition)
RETURN id, a.id AS source, properties(a) AS properties

// upsert CooperationCondition
UNWIND $rows AS row
MERGE (n:CooperationCondition {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert CooperationCondition CONDITION_OF Agreement
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:CONDITION_OF]->(b)
SET e += row.properties

// upsert CooperationCondition RECEIVED_BY University
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:RECEIVED_BY]->(b)
SET e += row.properties

// upsert CooperationCondition SENT_BY University
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:SENT_BY]->(b)
SET e += row.properties

// upsert CooperationCondition STATED_BY Source
UNWIND $rows AS row
MATCH (a:CooperationCondition {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
