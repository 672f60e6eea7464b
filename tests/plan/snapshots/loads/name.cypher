// create Name
UNWIND $rows AS row
CREATE (n:Name {id: row.id})
SET n += row.properties
SET n.until = date(row.dates.until)

// page Name
MATCH (n:Name) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// prune Office NAMED Name
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[:NAMED]->(child:Name)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// prune University NAMED Name
UNWIND $rows AS row
MATCH (:University {id: row.id})-[:NAMED]->(child:Name)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// read Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, properties(n) AS properties

// read rorHash of Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, n.rowHash AS mark

// upsert Name
UNWIND $rows AS row
MERGE (n:Name {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END
