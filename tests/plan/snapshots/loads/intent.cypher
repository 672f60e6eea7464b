// create Intent
UNWIND $rows AS row
CREATE (n:Intent {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// create Intent AIMS_AT Country
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:AIMS_AT]->(b)
SET e += coalesce(row.properties, {})

// create Intent STATED_BY Source
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop AIMS_AT Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:AIMS_AT]-()
DELETE e

// drop Intent AIMS_AT
UNWIND $rows AS row
MATCH (:Intent {id: row.id})-[e:AIMS_AT]->()
DELETE e

// drop Intent AIMS_AT Country
UNWIND $rows AS row
MATCH (:Intent {id: row.from})-[e:AIMS_AT]->(:Country {id: row.to})
DELETE e

// drop Intent STATED_BY
UNWIND $rows AS row
MATCH (:Intent {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Intent STATED_BY Source
UNWIND $rows AS row
MATCH (:Intent {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Intent
MATCH (n:Intent) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Intent AIMS_AT
MATCH (a:Intent) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:AIMS_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Intent STATED_BY
MATCH (a:Intent) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, properties(n) AS properties

// read Intent AIMS_AT Country
UNWIND $ids AS id
MATCH (:Intent {id: id})-[:AIMS_AT]->(b:Country)
RETURN id, b.id AS target

// read Intent STATED_BY Source
UNWIND $ids AS id
MATCH (:Intent {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country AIMS_AT Intent
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:AIMS_AT]-(a:Intent)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Intent
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Intent)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Intent
UNWIND $rows AS row
MERGE (n:Intent {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Intent AIMS_AT Country
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:AIMS_AT]->(b)
SET e += row.properties

// upsert Intent STATED_BY Source
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
