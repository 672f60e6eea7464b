// create Interaction
UNWIND $rows AS row
CREATE (n:Interaction {id: row.id})
SET n += row.properties
SET n.date = date(row.dates.date)

// create Interaction ATTENDED_BY Person
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Person {id: row.to})
CREATE (a)-[e:ATTENDED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Interaction HELD_BY_OFFICE Office
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:HELD_BY_OFFICE]->(b)
SET e += coalesce(row.properties, {})

// create Interaction STATED_BY Source
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// create Interaction WITHIN Contact
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Contact {id: row.to})
CREATE (a)-[e:WITHIN]->(b)
SET e += coalesce(row.properties, {})

// drop ATTENDED_BY Person
UNWIND $rows AS row
MATCH (:Person {id: row.id})<-[e:ATTENDED_BY]-()
DELETE e

// drop HELD_BY_OFFICE Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:HELD_BY_OFFICE]-()
DELETE e

// drop Interaction ATTENDED_BY
UNWIND $rows AS row
MATCH (:Interaction {id: row.id})-[e:ATTENDED_BY]->()
DELETE e

// drop Interaction ATTENDED_BY Person
UNWIND $rows AS row
MATCH (:Interaction {id: row.from})-[e:ATTENDED_BY]->(:Person {id: row.to})
DELETE e

// drop Interaction HELD_BY_OFFICE
UNWIND $rows AS row
MATCH (:Interaction {id: row.id})-[e:HELD_BY_OFFICE]->()
DELETE e

// drop Interaction HELD_BY_OFFICE Office
UNWIND $rows AS row
MATCH (:Interaction {id: row.from})-[e:HELD_BY_OFFICE]->(:Office {id: row.to})
DELETE e

// drop Interaction STATED_BY
UNWIND $rows AS row
MATCH (:Interaction {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Interaction STATED_BY Source
UNWIND $rows AS row
MATCH (:Interaction {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop Interaction WITHIN
UNWIND $rows AS row
MATCH (:Interaction {id: row.id})-[e:WITHIN]->()
DELETE e

// drop Interaction WITHIN Contact
UNWIND $rows AS row
MATCH (:Interaction {id: row.from})-[e:WITHIN]->(:Contact {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop WITHIN Contact
UNWIND $rows AS row
MATCH (:Contact {id: row.id})<-[e:WITHIN]-()
DELETE e

// page Interaction
MATCH (n:Interaction) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Interaction ATTENDED_BY
MATCH (a:Interaction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ATTENDED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Interaction HELD_BY_OFFICE
MATCH (a:Interaction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HELD_BY_OFFICE]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Interaction STATED_BY
MATCH (a:Interaction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Interaction WITHIN
MATCH (a:Interaction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:WITHIN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Interaction
UNWIND $ids AS id
MATCH (n:Interaction {id: id})
RETURN id, properties(n) AS properties

// read Interaction ATTENDED_BY Person
UNWIND $ids AS id
MATCH (:Interaction {id: id})-[:ATTENDED_BY]->(b:Person)
RETURN id, b.id AS target

// read Interaction HELD_BY_OFFICE Office
UNWIND $ids AS id
MATCH (:Interaction {id: id})-[:HELD_BY_OFFICE]->(b:Office)
RETURN id, b.id AS target

// read Interaction STATED_BY Source
UNWIND $ids AS id
MATCH (:Interaction {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Interaction WITHIN Contact
UNWIND $ids AS id
MATCH (:Interaction {id: id})-[:WITHIN]->(b:Contact)
RETURN id, b.id AS target

// read rorHash of Interaction
UNWIND $ids AS id
MATCH (n:Interaction {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Interaction
UNWIND $ids AS id
MATCH (n:Interaction {id: id})
RETURN id, n.rowHash AS mark

// read sources of Contact WITHIN Interaction
UNWIND $ids AS id
MATCH (b:Contact {id: id})
MATCH (b)<-[:WITHIN]-(a:Interaction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office HELD_BY_OFFICE Interaction
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:HELD_BY_OFFICE]-(a:Interaction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Person ATTENDED_BY Interaction
UNWIND $ids AS id
MATCH (b:Person {id: id})
MATCH (b)<-[:ATTENDED_BY]-(a:Interaction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Interaction
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Interaction)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Interaction
UNWIND $rows AS row
MERGE (n:Interaction {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.date = CASE WHEN 'date' IN keys(row.dates) THEN date(row.dates.date) ELSE n.date END

// upsert Interaction ATTENDED_BY Person
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Person {id: row.to})
MERGE (a)-[e:ATTENDED_BY]->(b)
SET e += row.properties

// upsert Interaction HELD_BY_OFFICE Office
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:HELD_BY_OFFICE]->(b)
SET e += row.properties

// upsert Interaction STATED_BY Source
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Interaction WITHIN Contact
UNWIND $rows AS row
MATCH (a:Interaction {id: row.from})
MATCH (b:Contact {id: row.to})
MERGE (a)-[e:WITHIN]->(b)
SET e += row.properties
