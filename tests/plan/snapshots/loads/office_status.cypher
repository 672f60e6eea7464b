// create OfficeStatus
UNWIND $rows AS row
CREATE (n:OfficeStatus {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// page OfficeStatus
MATCH (n:OfficeStatus) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// prune Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[:HAS_STATUS]->(child:OfficeStatus)
WHERE NOT child.id IN row.keep
DETACH DELETE child

// read OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, properties(n) AS properties

// read rorHash of OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, n.rowHash AS mark

// upsert OfficeStatus
UNWIND $rows AS row
MERGE (n:OfficeStatus {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END
