// create Venue
UNWIND $rows AS row
CREATE (n:Venue {id: row.id})
SET n += row.properties

// create Venue RUN_BY Office
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:RUN_BY]->(b)
SET e += coalesce(row.properties, {})

// create Venue STANDS_IN City
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:City {id: row.to})
CREATE (a)-[e:STANDS_IN]->(b)
SET e += coalesce(row.properties, {})

// create Venue STATED_BY Source
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop RUN_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:RUN_BY]-()
DELETE e

// drop STANDS_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:STANDS_IN]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop Venue RUN_BY
UNWIND $rows AS row
MATCH (:Venue {id: row.id})-[e:RUN_BY]->()
DELETE e

// drop Venue RUN_BY Office
UNWIND $rows AS row
MATCH (:Venue {id: row.from})-[e:RUN_BY]->(:Office {id: row.to})
DELETE e

// drop Venue STANDS_IN
UNWIND $rows AS row
MATCH (:Venue {id: row.id})-[e:STANDS_IN]->()
DELETE e

// drop Venue STANDS_IN City
UNWIND $rows AS row
MATCH (:Venue {id: row.from})-[e:STANDS_IN]->(:City {id: row.to})
DELETE e

// drop Venue STATED_BY
UNWIND $rows AS row
MATCH (:Venue {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Venue STATED_BY Source
UNWIND $rows AS row
MATCH (:Venue {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// page Venue
MATCH (n:Venue) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Venue RUN_BY
MATCH (a:Venue) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RUN_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Venue STANDS_IN
MATCH (a:Venue) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STANDS_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Venue STATED_BY
MATCH (a:Venue) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Venue
UNWIND $ids AS id
MATCH (n:Venue {id: id})
RETURN id, properties(n) AS properties

// read Venue RUN_BY Office
UNWIND $ids AS id
MATCH (:Venue {id: id})-[:RUN_BY]->(b:Office)
RETURN id, b.id AS target

// read Venue STANDS_IN City
UNWIND $ids AS id
MATCH (:Venue {id: id})-[:STANDS_IN]->(b:City)
RETURN id, b.id AS target

// read Venue STATED_BY Source
UNWIND $ids AS id
MATCH (:Venue {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Venue
UNWIND $ids AS id
MATCH (n:Venue {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Venue
UNWIND $ids AS id
MATCH (n:Venue {id: id})
RETURN id, n.rowHash AS mark

// read sources of City STANDS_IN Venue
UNWIND $ids AS id
MATCH (b:City {id: id})
MATCH (b)<-[:STANDS_IN]-(a:Venue)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office RUN_BY Venue
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:RUN_BY]-(a:Venue)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Venue
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Venue)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Venue
UNWIND $rows AS row
MERGE (n:Venue {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Venue RUN_BY Office
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:RUN_BY]->(b)
SET e += row.properties

// upsert Venue STANDS_IN City
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:STANDS_IN]->(b)
SET e += row.properties

// upsert Venue STATED_BY Source
UNWIND $rows AS row
MATCH (a:Venue {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
