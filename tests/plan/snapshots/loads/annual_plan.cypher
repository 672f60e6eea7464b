// create AnnualPlan
UNWIND $rows AS row
CREATE (n:AnnualPlan {id: row.id})
SET n += row.properties

// create AnnualPlan PLANNED_UNDER Agreement
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:PLANNED_UNDER]->(b)
SET e += coalesce(row.properties, {})

// create AnnualPlan PLANNED_WITH Office
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:PLANNED_WITH]->(b)
SET e += coalesce(row.properties, {})

// create AnnualPlan PLAN_OF University
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:PLAN_OF]->(b)
SET e += coalesce(row.properties, {})

// create AnnualPlan STATED_BY Source
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop AnnualPlan PLANNED_UNDER
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.id})-[e:PLANNED_UNDER]->()
DELETE e

// drop AnnualPlan PLANNED_UNDER Agreement
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.from})-[e:PLANNED_UNDER]->(:Agreement {id: row.to})
DELETE e

// drop AnnualPlan PLANNED_WITH
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.id})-[e:PLANNED_WITH]->()
DELETE e

// drop AnnualPlan PLANNED_WITH Office
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.from})-[e:PLANNED_WITH]->(:Office {id: row.to})
DELETE e

// drop AnnualPlan PLAN_OF
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.id})-[e:PLAN_OF]->()
DELETE e

// drop AnnualPlan PLAN_OF University
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.from})-[e:PLAN_OF]->(:University {id: row.to})
DELETE e

// drop AnnualPlan STATED_BY
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop AnnualPlan STATED_BY Source
UNWIND $rows AS row
MATCH (:AnnualPlan {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop PLANNED_UNDER Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:PLANNED_UNDER]-()
DELETE e

// drop PLANNED_WITH Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:PLANNED_WITH]-()
DELETE e

// drop PLAN_OF University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:PLAN_OF]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page AnnualPlan
MATCH (n:AnnualPlan) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page AnnualPlan PLANNED_UNDER
MATCH (a:AnnualPlan) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PLANNED_UNDER]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AnnualPlan PLANNED_WITH
MATCH (a:AnnualPlan) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PLANNED_WITH]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AnnualPlan PLAN_OF
MATCH (a:AnnualPlan) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PLAN_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AnnualPlan STATED_BY
MATCH (a:AnnualPlan) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read AnnualPlan
UNWIND $ids AS id
MATCH (n:AnnualPlan {id: id})
RETURN id, properties(n) AS properties

// read AnnualPlan PLANNED_UNDER Agreement
UNWIND $ids AS id
MATCH (:AnnualPlan {id: id})-[:PLANNED_UNDER]->(b:Agreement)
RETURN id, b.id AS target

// read AnnualPlan PLANNED_WITH Office
UNWIND $ids AS id
MATCH (:AnnualPlan {id: id})-[:PLANNED_WITH]->(b:Office)
RETURN id, b.id AS target

// read AnnualPlan PLAN_OF University
UNWIND $ids AS id
MATCH (:AnnualPlan {id: id})-[:PLAN_OF]->(b:University)
RETURN id, b.id AS target

// read AnnualPlan STATED_BY Source
UNWIND $ids AS id
MATCH (:AnnualPlan {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of AnnualPlan
UNWIND $ids AS id
MATCH (n:AnnualPlan {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of AnnualPlan
UNWIND $ids AS id
MATCH (n:AnnualPlan {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement PLANNED_UNDER AnnualPlan
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:PLANNED_UNDER]-(a:AnnualPlan)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office PLANNED_WITH AnnualPlan
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:PLANNED_WITH]-(a:AnnualPlan)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY AnnualPlan
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:AnnualPlan)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University PLAN_OF AnnualPlan
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:PLAN_OF]-(a:AnnualPlan)
RETURN id, a.id AS source, properties(a) AS properties

// upsert AnnualPlan
UNWIND $rows AS row
MERGE (n:AnnualPlan {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert AnnualPlan PLANNED_UNDER Agreement
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:PLANNED_UNDER]->(b)
SET e += row.properties

// upsert AnnualPlan PLANNED_WITH Office
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:PLANNED_WITH]->(b)
SET e += row.properties

// upsert AnnualPlan PLAN_OF University
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:PLAN_OF]->(b)
SET e += row.properties

// upsert AnnualPlan STATED_BY Source
UNWIND $rows AS row
MATCH (a:AnnualPlan {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
