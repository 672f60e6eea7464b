// create Country
UNWIND $rows AS row
CREATE (n:Country {id: row.id})
SET n += row.properties

// page Country
MATCH (n:Country) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// read Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, properties(n) AS properties

// read rorHash of Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, n.rowHash AS mark

// upsert Country
UNWIND $rows AS row
MERGE (n:Country {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
