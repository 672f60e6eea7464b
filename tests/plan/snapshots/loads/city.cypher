// create City
UNWIND $rows AS row
CREATE (n:City {id: row.id})
SET n += row.properties

// create City IN_COUNTRY Country
UNWIND $rows AS row
MATCH (a:City {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:IN_COUNTRY]->(b)
SET e += coalesce(row.properties, {})

// create City IN_REGION Region
UNWIND $rows AS row
MATCH (a:City {id: row.from})
MATCH (b:Region {id: row.to})
CREATE (a)-[e:IN_REGION]->(b)
SET e += coalesce(row.properties, {})

// drop City IN_COUNTRY
UNWIND $rows AS row
MATCH (:City {id: row.id})-[e:IN_COUNTRY]->()
DELETE e

// drop City IN_COUNTRY Country
UNWIND $rows AS row
MATCH (:City {id: row.from})-[e:IN_COUNTRY]->(:Country {id: row.to})
DELETE e

// drop City IN_REGION
UNWIND $rows AS row
MATCH (:City {id: row.id})-[e:IN_REGION]->()
DELETE e

// drop City IN_REGION Region
UNWIND $rows AS row
MATCH (:City {id: row.from})-[e:IN_REGION]->(:Region {id: row.to})
DELETE e

// drop IN_COUNTRY Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:IN_COUNTRY]-()
DELETE e

// drop IN_REGION Region
UNWIND $rows AS row
MATCH (:Region {id: row.id})<-[e:IN_REGION]-()
DELETE e

// page City
MATCH (n:City) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page City IN_COUNTRY
MATCH (a:City) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:IN_COUNTRY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page City IN_REGION
MATCH (a:City) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:IN_REGION]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read City
UNWIND $ids AS id
MATCH (n:City {id: id})
RETURN id, properties(n) AS properties

// read City IN_COUNTRY Country
UNWIND $ids AS id
MATCH (:City {id: id})-[:IN_COUNTRY]->(b:Country)
RETURN id, b.id AS target

// read City IN_REGION Region
UNWIND $ids AS id
MATCH (:City {id: id})-[:IN_REGION]->(b:Region)
RETURN id, b.id AS target

// read rorHash of City
UNWIND $ids AS id
MATCH (n:City {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of City
UNWIND $ids AS id
MATCH (n:City {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country IN_COUNTRY City
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:IN_COUNTRY]-(a:City)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Region IN_REGION City
UNWIND $ids AS id
MATCH (b:Region {id: id})
MATCH (b)<-[:IN_REGION]-(a:City)
RETURN id, a.id AS source, properties(a) AS properties

// upsert City
UNWIND $rows AS row
MERGE (n:City {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert City IN_COUNTRY Country
UNWIND $rows AS row
MATCH (a:City {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:IN_COUNTRY]->(b)
SET e += row.properties

// upsert City IN_REGION Region
UNWIND $rows AS row
MATCH (a:City {id: row.from})
MATCH (b:Region {id: row.to})
MERGE (a)-[e:IN_REGION]->(b)
SET e += row.properties
