// create Identifier
UNWIND $rows AS row
CREATE (n:Identifier {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// page Identifier
MATCH (n:Identifier) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// prune University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:University {id: row.id})-[:IDENTIFIED_BY]->(child:Identifier)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// read Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, properties(n) AS properties

// read rorHash of Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, n.rowHash AS mark

// upsert Identifier
UNWIND $rows AS row
MERGE (n:Identifier {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END
