// create JointAction
UNWIND $rows AS row
CREATE (n:JointAction {id: row.id})
SET n += row.properties
SET n.due = date(row.dates.due)
SET n.completed = date(row.dates.completed)

// create JointAction EVIDENCED_BY Agreement
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:EVIDENCED_BY]->(b)
SET e += coalesce(row.properties, {})

// create JointAction EVIDENCED_BY Contact
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Contact {id: row.to})
CREATE (a)-[e:EVIDENCED_BY]->(b)
SET e += coalesce(row.properties, {})

// create JointAction EVIDENCED_BY Event
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:EVIDENCED_BY]->(b)
SET e += coalesce(row.properties, {})

// create JointAction EVIDENCED_BY MobilityFlow
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:MobilityFlow {id: row.to})
CREATE (a)-[e:EVIDENCED_BY]->(b)
SET e += coalesce(row.properties, {})

// create JointAction PART_OF_PLAN AnnualPlan
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:AnnualPlan {id: row.to})
CREATE (a)-[e:PART_OF_PLAN]->(b)
SET e += coalesce(row.properties, {})

// create JointAction RESPONSIBLE_IS Person
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Person {id: row.to})
CREATE (a)-[e:RESPONSIBLE_IS]->(b)
SET e += coalesce(row.properties, {})

// create JointAction STATED_BY Source
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop EVIDENCED_BY Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:EVIDENCED_BY]-()
DELETE e

// drop EVIDENCED_BY Contact
UNWIND $rows AS row
MATCH (:Contact {id: row.id})<-[e:EVIDENCED_BY]-()
DELETE e

// drop EVIDENCED_BY Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:EVIDENCED_BY]-()
DELETE e

// drop EVIDENCED_BY MobilityFlow
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})<-[e:EVIDENCED_BY]-()
DELETE e

// drop JointAction EVIDENCED_BY
UNWIND $rows AS row
MATCH (:JointAction {id: row.id})-[e:EVIDENCED_BY]->()
DELETE e

// drop JointAction EVIDENCED_BY Agreement
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:EVIDENCED_BY]->(:Agreement {id: row.to})
DELETE e

// drop JointAction EVIDENCED_BY Contact
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:EVIDENCED_BY]->(:Contact {id: row.to})
DELETE e

// drop JointAction EVIDENCED_BY Event
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:EVIDENCED_BY]->(:Event {id: row.to})
DELETE e

// drop JointAction EVIDENCED_BY MobilityFlow
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:EVIDENCED_BY]->(:MobilityFlow {id: row.to})
DELETE e

// drop JointAction PART_OF_PLAN
UNWIND $rows AS row
MATCH (:JointAction {id: row.id})-[e:PART_OF_PLAN]->()
DELETE e

// drop JointAction PART_OF_PLAN AnnualPlan
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:PART_OF_PLAN]->(:AnnualPlan {id: row.to})
DELETE e

// drop JointAction RESPONSIBLE_IS
UNWIND $rows AS row
MATCH (:JointAction {id: row.id})-[e:RESPONSIBLE_IS]->()
DELETE e

// drop JointAction RESPONSIBLE_IS Person
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:RESPONSIBLE_IS]->(:Person {id: row.to})
DELETE e

// drop JointAction STATED_BY
UNWIND $rows AS row
MATCH (:JointAction {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop JointAction STATED_BY Source
UNWIND $rows AS row
MATCH (:JointAction {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop PART_OF_PLAN AnnualPlan
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.id})<-[e:PART_OF_PLAN]-()
DELETE e

// drop RESPONSIBLE_IS Person
UNWIND $rows AS row
MATCH (:Person {id: row.id})<-[e:RESPONSIBLE_IS]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page JointAction
MATCH (n:JointAction) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page JointAction EVIDENCED_BY
MATCH (a:JointAction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:EVIDENCED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page JointAction PART_OF_PLAN
MATCH (a:JointAction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PART_OF_PLAN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page JointAction RESPONSIBLE_IS
MATCH (a:JointAction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RESPONSIBLE_IS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page JointAction STATED_BY
MATCH (a:JointAction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read JointAction
UNWIND $ids AS id
MATCH (n:JointAction {id: id})
RETURN id, properties(n) AS properties

// read JointAction EVIDENCED_BY Agreement
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:EVIDENCED_BY]->(b:Agreement)
RETURN id, b.id AS target

// read JointAction EVIDENCED_BY Contact
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:EVIDENCED_BY]->(b:Contact)
RETURN id, b.id AS target

// read JointAction EVIDENCED_BY Event
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:EVIDENCED_BY]->(b:Event)
RETURN id, b.id AS target

// read JointAction EVIDENCED_BY MobilityFlow
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:EVIDENCED_BY]->(b:MobilityFlow)
RETURN id, b.id AS target

// read JointAction PART_OF_PLAN AnnualPlan
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:PART_OF_PLAN]->(b:AnnualPlan)
RETURN id, b.id AS target

// read JointAction RESPONSIBLE_IS Person
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:RESPONSIBLE_IS]->(b:Person)
RETURN id, b.id AS target

// read JointAction STATED_BY Source
UNWIND $ids AS id
MATCH (:JointAction {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of JointAction
UNWIND $ids AS id
MATCH (n:JointAction {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of JointAction
UNWIND $ids AS id
MATCH (n:JointAction {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement EVIDENCED_BY JointAction
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:EVIDENCED_BY]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of AnnualPlan PART_OF_PLAN JointAction
UNWIND $ids AS id
MATCH (b:AnnualPlan {id: id})
MATCH (b)<-[:PART_OF_PLAN]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Contact EVIDENCED_BY JointAction
UNWIND $ids AS id
MATCH (b:Contact {id: id})
MATCH (b)<-[:EVIDENCED_BY]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Event EVIDENCED_BY JointAction
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:EVIDENCED_BY]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of MobilityFlow EVIDENCED_BY JointAction
UNWIND $ids AS id
MATCH (b:MobilityFlow {id: id})
MATCH (b)<-[:EVIDENCED_BY]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Person RESPONSIBLE_IS JointAction
UNWIND $ids AS id
MATCH (b:Person {id: id})
MATCH (b)<-[:RESPONSIBLE_IS]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY JointAction
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:JointAction)
RETURN id, a.id AS source, properties(a) AS properties

// upsert JointAction
UNWIND $rows AS row
MERGE (n:JointAction {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.due = CASE WHEN 'due' IN keys(row.dates) THEN date(row.dates.due) ELSE n.due END
SET n.completed = CASE WHEN 'completed' IN keys(row.dates) THEN date(row.dates.completed) ELSE n.completed END

// upsert JointAction EVIDENCED_BY Agreement
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:EVIDENCED_BY]->(b)
SET e += row.properties

// upsert JointAction EVIDENCED_BY Contact
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Contact {id: row.to})
MERGE (a)-[e:EVIDENCED_BY]->(b)
SET e += row.properties

// upsert JointAction EVIDENCED_BY Event
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:EVIDENCED_BY]->(b)
SET e += row.properties

// upsert JointAction EVIDENCED_BY MobilityFlow
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:MobilityFlow {id: row.to})
MERGE (a)-[e:EVIDENCED_BY]->(b)
SET e += row.properties

// upsert JointAction PART_OF_PLAN AnnualPlan
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:AnnualPlan {id: row.to})
MERGE (a)-[e:PART_OF_PLAN]->(b)
SET e += row.properties

// upsert JointAction RESPONSIBLE_IS Person
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Person {id: row.to})
MERGE (a)-[e:RESPONSIBLE_IS]->(b)
SET e += row.properties

// upsert JointAction STATED_BY Source
UNWIND $rows AS row
MATCH (a:JointAction {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
