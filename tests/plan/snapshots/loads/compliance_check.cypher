// create ComplianceCheck
UNWIND $rows AS row
CREATE (n:ComplianceCheck {id: row.id})
SET n += row.properties
SET n.required = date(row.dates.required)
SET n.requested = date(row.dates.requested)
SET n.decided = date(row.dates.decided)
SET n.until = date(row.dates.until)

// create ComplianceCheck GATES Agreement
UNWIND $rows AS row
MATCH (a:ComplianceCheck {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:GATES]->(b)
SET e += coalesce(row.properties, {})

// create ComplianceCheck STATED_BY Source
UNWIND $rows AS row
MATCH (a:ComplianceCheck {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop ComplianceCheck GATES
UNWIND $rows AS row
MATCH (:ComplianceCheck {id: row.id})-[e:GATES]->()
DELETE e

// drop ComplianceCheck GATES Agreement
UNWIND $rows AS row
MATCH (:ComplianceCheck {id: row.from})-[e:GATES]->(:Agreement {id: row.to})
DELETE e

// drop ComplianceCheck STATED_BY
UNWIND $rows AS row
MATCH (:ComplianceCheck {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop ComplianceCheck STATED_BY Source
UNWIND $rows AS row
MATCH (:ComplianceCheck {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop GATES Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:GATES]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page ComplianceCheck
MATCH (n:ComplianceCheck) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page ComplianceCheck GATES
MATCH (a:ComplianceCheck) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:GATES]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page ComplianceCheck STATED_BY
MATCH (a:ComplianceCheck) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read ComplianceCheck
UNWIND $ids AS id
MATCH (n:ComplianceCheck {id: id})
RETURN id, properties(n) AS properties

// read ComplianceCheck GATES Agreement
UNWIND $ids AS id
MATCH (:ComplianceCheck {id: id})-[:GATES]->(b:Agreement)
RETURN id, b.id AS target

// read ComplianceCheck STATED_BY Source
UNWIND $ids AS id
MATCH (:ComplianceCheck {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of ComplianceCheck
UNWIND $ids AS id
MATCH (n:ComplianceCheck {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of ComplianceCheck
UNWIND $ids AS id
MATCH (n:ComplianceCheck {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement GATES ComplianceCheck
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:GATES]-(a:ComplianceCheck)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY ComplianceCheck
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:ComplianceCheck)
RETURN id, a.id AS source, properties(a) AS properties

// upsert ComplianceCheck
UNWIND $rows AS row
MERGE (n:ComplianceCheck {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.required = CASE WHEN 'required' IN keys(row.dates) THEN date(row.dates.required) ELSE n.required END
SET n.requested = CASE WHEN 'requested' IN keys(row.dates) THEN date(row.dates.requested) ELSE n.requested END
SET n.decided = CASE WHEN 'decided' IN keys(row.dates) THEN date(row.dates.decided) ELSE n.decided END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert ComplianceCheck GATES Agreement
UNWIND $rows AS row
MATCH (a:ComplianceCheck {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:GATES]->(b)
SET e += row.properties

// upsert ComplianceCheck STATED_BY Source
UNWIND $rows AS row
MATCH (a:ComplianceCheck {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
