// create Participation
UNWIND $rows AS row
CREATE (n:Participation {id: row.id})
SET n += row.properties

// create Participation AT_EVENT Event
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:AT_EVENT]->(b)
SET e += coalesce(row.properties, {})

// create Participation OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:OF_UNIVERSITY]->(b)
SET e += coalesce(row.properties, {})

// create Participation STATED_BY Source
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop AT_EVENT Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:AT_EVENT]-()
DELETE e

// drop OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:OF_UNIVERSITY]-()
DELETE e

// drop Participation AT_EVENT
UNWIND $rows AS row
MATCH (:Participation {id: row.id})-[e:AT_EVENT]->()
DELETE e

// drop Participation AT_EVENT Event
UNWIND $rows AS row
MATCH (:Participation {id: row.from})-[e:AT_EVENT]->(:Event {id: row.to})
DELETE e

// drop Participation OF_UNIVERSITY
UNWIND $rows AS row
MATCH (:Participation {id: row.id})-[e:OF_UNIVERSITY]->()
DELETE e

// drop Participation OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (:Participation {id: row.from})-[e:OF_UNIVERSITY]->(:University {id: row.to})
DELETE e

// drop Participation STATED_BY
UNWIND $rows AS row
MATCH (:Participation {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Participation STATED_BY Source
UNWIND $rows AS row
MATCH (:Participation {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Participation
MATCH (n:Participation) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Participation AT_EVENT
MATCH (a:Participation) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:AT_EVENT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Participation OF_UNIVERSITY
MATCH (a:Participation) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:OF_UNIVERSITY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Participation STATED_BY
MATCH (a:Participation) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// prune Event AT_EVENT Participation
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[:AT_EVENT]-(child:Participation)
WHERE NOT child.id IN row.keep
SET child.lock = row.id
WITH child, row.child AS noun, child.seen AS seen
DETACH DELETE child
RETURN noun, seen, count(*) AS count

// read Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, properties(n) AS properties

// read Participation AT_EVENT Event
UNWIND $ids AS id
MATCH (:Participation {id: id})-[:AT_EVENT]->(b:Event)
RETURN id, b.id AS target

// read Participation OF_UNIVERSITY University
UNWIND $ids AS id
MATCH (:Participation {id: id})-[:OF_UNIVERSITY]->(b:University)
RETURN id, b.id AS target

// read Participation STATED_BY Source
UNWIND $ids AS id
MATCH (:Participation {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, n.rowHash AS mark

// read sources of Event AT_EVENT Participation
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:AT_EVENT]-(a:Participation)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Participation
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Participation)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University OF_UNIVERSITY Participation
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:OF_UNIVERSITY]-(a:Participation)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Participation
UNWIND $rows AS row
MERGE (n:Participation {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Participation AT_EVENT Event
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:AT_EVENT]->(b)
SET e += row.properties

// upsert Participation OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:OF_UNIVERSITY]->(b)
SET e += row.properties

// upsert Participation STATED_BY Source
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
