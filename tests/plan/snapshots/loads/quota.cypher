// create Quota
UNWIND $rows AS row
CREATE (n:Quota {id: row.id})
SET n += row.properties

// create Quota DISTRIBUTED_BY Office
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:DISTRIBUTED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Quota GIVEN_TO Country
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:GIVEN_TO]->(b)
SET e += coalesce(row.properties, {})

// create Quota STATED_BY Source
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop DISTRIBUTED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:DISTRIBUTED_BY]-()
DELETE e

// drop GIVEN_TO Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:GIVEN_TO]-()
DELETE e

// drop Quota DISTRIBUTED_BY
UNWIND $rows AS row
MATCH (:Quota {id: row.id})-[e:DISTRIBUTED_BY]->()
DELETE e

// drop Quota DISTRIBUTED_BY Office
UNWIND $rows AS row
MATCH (:Quota {id: row.from})-[e:DISTRIBUTED_BY]->(:Office {id: row.to})
DELETE e

// drop Quota GIVEN_TO
UNWIND $rows AS row
MATCH (:Quota {id: row.id})-[e:GIVEN_TO]->()
DELETE e

// drop Quota GIVEN_TO Country
UNWIND $rows AS row
MATCH (:Quota {id: row.from})-[e:GIVEN_TO]->(:Country {id: row.to})
DELETE e

// drop Quota STATED_BY
UNWIND $rows AS row
MATCH (:Quota {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Quota STATED_BY Source
UNWIND $rows AS row
MATCH (:Quota {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Quota
MATCH (n:Quota) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Quota DISTRIBUTED_BY
MATCH (a:Quota) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:DISTRIBUTED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Quota GIVEN_TO
MATCH (a:Quota) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:GIVEN_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Quota STATED_BY
MATCH (a:Quota) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Quota
UNWIND $ids AS id
MATCH (n:Quota {id: id})
RETURN id, properties(n) AS properties

// read Quota DISTRIBUTED_BY Office
UNWIND $ids AS id
MATCH (:Quota {id: id})-[:DISTRIBUTED_BY]->(b:Office)
RETURN id, b.id AS target

// read Quota GIVEN_TO Country
UNWIND $ids AS id
MATCH (:Quota {id: id})-[:GIVEN_TO]->(b:Country)
RETURN id, b.id AS target

// read Quota STATED_BY Source
UNWIND $ids AS id
MATCH (:Quota {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Quota
UNWIND $ids AS id
MATCH (n:Quota {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Quota
UNWIND $ids AS id
MATCH (n:Quota {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country GIVEN_TO Quota
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:GIVEN_TO]-(a:Quota)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office DISTRIBUTED_BY Quota
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:DISTRIBUTED_BY]-(a:Quota)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Quota
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Quota)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Quota
UNWIND $rows AS row
MERGE (n:Quota {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Quota DISTRIBUTED_BY Office
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:DISTRIBUTED_BY]->(b)
SET e += row.properties

// upsert Quota GIVEN_TO Country
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:GIVEN_TO]->(b)
SET e += row.properties

// upsert Quota STATED_BY Source
UNWIND $rows AS row
MATCH (a:Quota {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
