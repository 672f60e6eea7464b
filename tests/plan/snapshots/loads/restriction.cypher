// create Restriction
UNWIND $rows AS row
CREATE (n:Restriction {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// create Restriction APPLIES_TO Country
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:APPLIES_TO]->(b)
SET e += coalesce(row.properties, {})

// create Restriction IMPOSED_BY Country
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:IMPOSED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Restriction STATED_BY Source
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop APPLIES_TO Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:APPLIES_TO]-()
DELETE e

// drop IMPOSED_BY Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:IMPOSED_BY]-()
DELETE e

// drop Restriction APPLIES_TO
UNWIND $rows AS row
MATCH (:Restriction {id: row.id})-[e:APPLIES_TO]->()
DELETE e

// drop Restriction APPLIES_TO Country
UNWIND $rows AS row
MATCH (:Restriction {id: row.from})-[e:APPLIES_TO]->(:Country {id: row.to})
DELETE e

// drop Restriction IMPOSED_BY
UNWIND $rows AS row
MATCH (:Restriction {id: row.id})-[e:IMPOSED_BY]->()
DELETE e

// drop Restriction IMPOSED_BY Country
UNWIND $rows AS row
MATCH (:Restriction {id: row.from})-[e:IMPOSED_BY]->(:Country {id: row.to})
DELETE e

// drop Restriction STATED_BY
UNWIND $rows AS row
MATCH (:Restriction {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Restriction STATED_BY Source
UNWIND $rows AS row
MATCH (:Restriction {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Restriction
MATCH (n:Restriction) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Restriction APPLIES_TO
MATCH (a:Restriction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:APPLIES_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Restriction IMPOSED_BY
MATCH (a:Restriction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:IMPOSED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Restriction STATED_BY
MATCH (a:Restriction) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Restriction
UNWIND $ids AS id
MATCH (n:Restriction {id: id})
RETURN id, properties(n) AS properties

// read Restriction APPLIES_TO Country
UNWIND $ids AS id
MATCH (:Restriction {id: id})-[:APPLIES_TO]->(b:Country)
RETURN id, b.id AS target

// read Restriction IMPOSED_BY Country
UNWIND $ids AS id
MATCH (:Restriction {id: id})-[:IMPOSED_BY]->(b:Country)
RETURN id, b.id AS target

// read Restriction STATED_BY Source
UNWIND $ids AS id
MATCH (:Restriction {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Restriction
UNWIND $ids AS id
MATCH (n:Restriction {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Restriction
UNWIND $ids AS id
MATCH (n:Restriction {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country APPLIES_TO Restriction
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:APPLIES_TO]-(a:Restriction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Country IMPOSED_BY Restriction
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:IMPOSED_BY]-(a:Restriction)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Restriction
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Restriction)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Restriction
UNWIND $rows AS row
MERGE (n:Restriction {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Restriction APPLIES_TO Country
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:APPLIES_TO]->(b)
SET e += row.properties

// upsert Restriction IMPOSED_BY Country
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:IMPOSED_BY]->(b)
SET e += row.properties

// upsert Restriction STATED_BY Source
UNWIND $rows AS row
MATCH (a:Restriction {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
