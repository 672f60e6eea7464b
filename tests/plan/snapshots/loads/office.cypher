// create Office
UNWIND $rows AS row
CREATE (n:Office {id: row.id})
SET n += row.properties

// create Office COVERS Country
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:COVERS]->(b)
SET e += coalesce(row.properties, {})
SET e.since = date(row.dates.since)
SET e.until = date(row.dates.until)

// create Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:OfficeStatus {id: row.to})
CREATE (a)-[e:HAS_STATUS]->(b)
SET e += coalesce(row.properties, {})

// create Office HOUSED_IN City
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:City {id: row.to})
CREATE (a)-[e:HOUSED_IN]->(b)
SET e += coalesce(row.properties, {})

// create Office NAMED Name
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Name {id: row.to})
CREATE (a)-[e:NAMED]->(b)
SET e += coalesce(row.properties, {})

// create Office STATED_BY Source
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop COVERS Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:COVERS]-()
DELETE e

// drop HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:OfficeStatus {id: row.id})<-[e:HAS_STATUS]-()
DELETE e

// drop HOUSED_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:HOUSED_IN]-()
DELETE e

// drop NAMED Name
UNWIND $rows AS row
MATCH (:Name {id: row.id})<-[e:NAMED]-()
DELETE e

// drop Office COVERS
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:COVERS]->()
DELETE e

// drop Office COVERS Country
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:COVERS]->(:Country {id: row.to})
DELETE e

// drop Office HAS_STATUS
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:HAS_STATUS]->()
DELETE e

// drop Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:HAS_STATUS]->(:OfficeStatus {id: row.to})
DELETE e

// drop Office HOUSED_IN
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:HOUSED_IN]->()
DELETE e

// drop Office HOUSED_IN City
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:HOUSED_IN]->(:City {id: row.to})
DELETE e

// drop Office NAMED
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:NAMED]->()
DELETE e

// drop Office NAMED Name
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:NAMED]->(:Name {id: row.to})
DELETE e

// drop Office STATED_BY
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Office STATED_BY Source
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Office
MATCH (n:Office) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Office COVERS
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:COVERS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office HAS_STATUS
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HAS_STATUS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office HOUSED_IN
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HOUSED_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office NAMED
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:NAMED]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office STATED_BY
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, properties(n) AS properties

// read Office COVERS Country
UNWIND $ids AS id
MATCH (:Office {id: id})-[:COVERS]->(b:Country)
RETURN id, b.id AS target

// read Office HAS_STATUS OfficeStatus
UNWIND $ids AS id
MATCH (:Office {id: id})-[:HAS_STATUS]->(b:OfficeStatus)
RETURN id, b.id AS target

// read Office HOUSED_IN City
UNWIND $ids AS id
MATCH (:Office {id: id})-[:HOUSED_IN]->(b:City)
RETURN id, b.id AS target

// read Office NAMED Name
UNWIND $ids AS id
MATCH (:Office {id: id})-[:NAMED]->(b:Name)
RETURN id, b.id AS target

// read Office STATED_BY Source
UNWIND $ids AS id
MATCH (:Office {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, n.rowHash AS mark

// read sources of City HOUSED_IN Office
UNWIND $ids AS id
MATCH (b:City {id: id})
MATCH (b)<-[:HOUSED_IN]-(a:Office)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Country COVERS Office
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:COVERS]-(a:Office)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Name NAMED Office
UNWIND $ids AS id
MATCH (b:Name {id: id})
MATCH (b)<-[:NAMED]-(a:Office)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of OfficeStatus HAS_STATUS Office
UNWIND $ids AS id
MATCH (b:OfficeStatus {id: id})
MATCH (b)<-[:HAS_STATUS]-(a:Office)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Office
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Office)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Office
UNWIND $rows AS row
MERGE (n:Office {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Office COVERS Country
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:COVERS]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END

// upsert Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:OfficeStatus {id: row.to})
MERGE (a)-[e:HAS_STATUS]->(b)
SET e += row.properties

// upsert Office HOUSED_IN City
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:HOUSED_IN]->(b)
SET e += row.properties

// upsert Office NAMED Name
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Name {id: row.to})
MERGE (a)-[e:NAMED]->(b)
SET e += row.properties

// upsert Office STATED_BY Source
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
