// create Source
UNWIND $rows AS row
CREATE (n:Source {id: row.id})
SET n += row.properties

// page Source
MATCH (n:Source) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// read Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, properties(n) AS properties

// read rorHash of Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, n.rowHash AS mark

// upsert Source
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
