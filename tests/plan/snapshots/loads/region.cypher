// create Region
UNWIND $rows AS row
CREATE (n:Region {id: row.id})
SET n += row.properties

// create Region PART_OF Country
UNWIND $rows AS row
MATCH (a:Region {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:PART_OF]->(b)
SET e += coalesce(row.properties, {})

// drop PART_OF Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:PART_OF]-()
DELETE e

// drop Region PART_OF
UNWIND $rows AS row
MATCH (:Region {id: row.id})-[e:PART_OF]->()
DELETE e

// drop Region PART_OF Country
UNWIND $rows AS row
MATCH (:Region {id: row.from})-[e:PART_OF]->(:Country {id: row.to})
DELETE e

// page Region
MATCH (n:Region) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Region PART_OF
MATCH (a:Region) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PART_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, properties(n) AS properties

// read Region PART_OF Country
UNWIND $ids AS id
MATCH (:Region {id: id})-[:PART_OF]->(b:Country)
RETURN id, b.id AS target

// read rorHash of Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country PART_OF Region
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:PART_OF]-(a:Region)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Region
UNWIND $rows AS row
MERGE (n:Region {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Region PART_OF Country
UNWIND $rows AS row
MATCH (a:Region {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:PART_OF]->(b)
SET e += row.properties
