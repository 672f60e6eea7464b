// create University
UNWIND $rows AS row
CREATE (n:University {id: row.id})
SET n += row.properties
SET n.statusSince = date(row.dates.statusSince)

// create University CHILD_OF University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:CHILD_OF]->(b)
SET e += coalesce(row.properties, {})

// create University HAS_INTENT Intent
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Intent {id: row.to})
CREATE (a)-[e:HAS_INTENT]->(b)
SET e += coalesce(row.properties, {})

// create University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Identifier {id: row.to})
CREATE (a)-[e:IDENTIFIED_BY]->(b)
SET e += coalesce(row.properties, {})

// create University LOCATED_IN City
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:City {id: row.to})
CREATE (a)-[e:LOCATED_IN]->(b)
SET e += coalesce(row.properties, {})

// create University NAMED Name
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Name {id: row.to})
CREATE (a)-[e:NAMED]->(b)
SET e += coalesce(row.properties, {})

// create University RELATED_TO University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:RELATED_TO]->(b)
SET e += coalesce(row.properties, {})

// create University STATED_BY Source
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// create University SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:SUCCEEDED_BY]->(b)
SET e += coalesce(row.properties, {})

// drop CHILD_OF University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:CHILD_OF]-()
DELETE e

// drop HAS_INTENT Intent
UNWIND $rows AS row
MATCH (:Intent {id: row.id})<-[e:HAS_INTENT]-()
DELETE e

// drop IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:Identifier {id: row.id})<-[e:IDENTIFIED_BY]-()
DELETE e

// drop LOCATED_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:LOCATED_IN]-()
DELETE e

// drop NAMED Name
UNWIND $rows AS row
MATCH (:Name {id: row.id})<-[e:NAMED]-()
DELETE e

// drop RELATED_TO University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:RELATED_TO]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:SUCCEEDED_BY]-()
DELETE e

// drop University CHILD_OF
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:CHILD_OF]->()
DELETE e

// drop University CHILD_OF University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:CHILD_OF]->(:University {id: row.to})
DELETE e

// drop University HAS_INTENT
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:HAS_INTENT]->()
DELETE e

// drop University HAS_INTENT Intent
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:HAS_INTENT]->(:Intent {id: row.to})
DELETE e

// drop University IDENTIFIED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:IDENTIFIED_BY]->()
DELETE e

// drop University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:IDENTIFIED_BY]->(:Identifier {id: row.to})
DELETE e

// drop University LOCATED_IN
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:LOCATED_IN]->()
DELETE e

// drop University LOCATED_IN City
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:LOCATED_IN]->(:City {id: row.to})
DELETE e

// drop University NAMED
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:NAMED]->()
DELETE e

// drop University NAMED Name
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:NAMED]->(:Name {id: row.to})
DELETE e

// drop University RELATED_TO
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:RELATED_TO]->()
DELETE e

// drop University RELATED_TO University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:RELATED_TO]->(:University {id: row.to})
DELETE e

// drop University STATED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop University STATED_BY Source
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop University SUCCEEDED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:SUCCEEDED_BY]->()
DELETE e

// drop University SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:SUCCEEDED_BY]->(:University {id: row.to})
DELETE e

// page University
MATCH (n:University) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page University CHILD_OF
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:CHILD_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University HAS_INTENT
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HAS_INTENT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University IDENTIFIED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:IDENTIFIED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University LOCATED_IN
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:LOCATED_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University NAMED
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:NAMED]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University RELATED_TO
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RELATED_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University STATED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University SUCCEEDED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SUCCEEDED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, properties(n) AS properties

// read University CHILD_OF University
UNWIND $ids AS id
MATCH (:University {id: id})-[:CHILD_OF]->(b:University)
RETURN id, b.id AS target

// read University HAS_INTENT Intent
UNWIND $ids AS id
MATCH (:University {id: id})-[:HAS_INTENT]->(b:Intent)
RETURN id, b.id AS target

// read University IDENTIFIED_BY Identifier
UNWIND $ids AS id
MATCH (:University {id: id})-[:IDENTIFIED_BY]->(b:Identifier)
RETURN id, b.id AS target

// read University LOCATED_IN City
UNWIND $ids AS id
MATCH (:University {id: id})-[:LOCATED_IN]->(b:City)
RETURN id, b.id AS target

// read University NAMED Name
UNWIND $ids AS id
MATCH (:University {id: id})-[:NAMED]->(b:Name)
RETURN id, b.id AS target

// read University RELATED_TO University
UNWIND $ids AS id
MATCH (:University {id: id})-[:RELATED_TO]->(b:University)
RETURN id, b.id AS target

// read University STATED_BY Source
UNWIND $ids AS id
MATCH (:University {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read University SUCCEEDED_BY University
UNWIND $ids AS id
MATCH (:University {id: id})-[:SUCCEEDED_BY]->(b:University)
RETURN id, b.id AS target

// read rorHash of University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, n.rowHash AS mark

// read sources of City LOCATED_IN University
UNWIND $ids AS id
MATCH (b:City {id: id})
MATCH (b)<-[:LOCATED_IN]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Identifier IDENTIFIED_BY University
UNWIND $ids AS id
MATCH (b:Identifier {id: id})
MATCH (b)<-[:IDENTIFIED_BY]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Intent HAS_INTENT University
UNWIND $ids AS id
MATCH (b:Intent {id: id})
MATCH (b)<-[:HAS_INTENT]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Name NAMED University
UNWIND $ids AS id
MATCH (b:Name {id: id})
MATCH (b)<-[:NAMED]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY University
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University CHILD_OF University
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:CHILD_OF]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University RELATED_TO University
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:RELATED_TO]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University SUCCEEDED_BY University
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:SUCCEEDED_BY]-(a:University)
RETURN id, a.id AS source, properties(a) AS properties

// upsert University
UNWIND $rows AS row
MERGE (n:University {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.statusSince = CASE WHEN 'statusSince' IN keys(row.dates) THEN date(row.dates.statusSince) ELSE n.statusSince END

// upsert University CHILD_OF University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:CHILD_OF]->(b)
SET e += row.properties

// upsert University HAS_INTENT Intent
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Intent {id: row.to})
MERGE (a)-[e:HAS_INTENT]->(b)
SET e += row.properties

// upsert University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Identifier {id: row.to})
MERGE (a)-[e:IDENTIFIED_BY]->(b)
SET e += row.properties

// upsert University LOCATED_IN City
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:LOCATED_IN]->(b)
SET e += row.properties

// upsert University NAMED Name
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Name {id: row.to})
MERGE (a)-[e:NAMED]->(b)
SET e += row.properties

// upsert University RELATED_TO University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:RELATED_TO]->(b)
SET e += row.properties

// upsert University STATED_BY Source
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert University SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:SUCCEEDED_BY]->(b)
SET e += row.properties
