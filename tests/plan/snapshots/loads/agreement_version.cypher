// create AgreementVersion
UNWIND $rows AS row
CREATE (n:AgreementVersion {id: row.id})
SET n += row.properties
SET n.recorded = date(row.dates.recorded)

// create AgreementVersion STATED_BY Source
UNWIND $rows AS row
MATCH (a:AgreementVersion {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// create AgreementVersion VERSION_OF Agreement
UNWIND $rows AS row
MATCH (a:AgreementVersion {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:VERSION_OF]->(b)
SET e += coalesce(row.properties, {})

// drop AgreementVersion STATED_BY
UNWIND $rows AS row
MATCH (:AgreementVersion {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop AgreementVersion STATED_BY Source
UNWIND $rows AS row
MATCH (:AgreementVersion {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop AgreementVersion VERSION_OF
UNWIND $rows AS row
MATCH (:AgreementVersion {id: row.id})-[e:VERSION_OF]->()
DELETE e

// drop AgreementVersion VERSION_OF Agreement
UNWIND $rows AS row
MATCH (:AgreementVersion {id: row.from})-[e:VERSION_OF]->(:Agreement {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop VERSION_OF Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:VERSION_OF]-()
DELETE e

// page AgreementVersion
MATCH (n:AgreementVersion) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page AgreementVersion STATED_BY
MATCH (a:AgreementVersion) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AgreementVersion VERSION_OF
MATCH (a:AgreementVersion) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:VERSION_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read AgreementVersion
UNWIND $ids AS id
MATCH (n:AgreementVersion {id: id})
RETURN id, properties(n) AS properties

// read AgreementVersion STATED_BY Source
UNWIND $ids AS id
MATCH (:AgreementVersion {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read AgreementVersion VERSION_OF Agreement
UNWIND $ids AS id
MATCH (:AgreementVersion {id: id})-[:VERSION_OF]->(b:Agreement)
RETURN id, b.id AS target

// read rorHash of AgreementVersion
UNWIND $ids AS id
MATCH (n:AgreementVersion {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of AgreementVersion
UNWIND $ids AS id
MATCH (n:AgreementVersion {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement VERSION_OF AgreementVersion
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:VERSION_OF]-(a:AgreementVersion)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY AgreementVersion
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:AgreementVersion)
RETURN id, a.id AS source, properties(a) AS properties

// upsert AgreementVersion
UNWIND $rows AS row
MERGE (n:AgreementVersion {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.recorded = CASE WHEN 'recorded' IN keys(row.dates) THEN date(row.dates.recorded) ELSE n.recorded END

// upsert AgreementVersion STATED_BY Source
UNWIND $rows AS row
MATCH (a:AgreementVersion {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert AgreementVersion VERSION_OF Agreement
UNWIND $rows AS row
MATCH (a:AgreementVersion {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:VERSION_OF]->(b)
SET e += row.properties
