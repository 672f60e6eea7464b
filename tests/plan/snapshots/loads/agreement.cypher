// create Agreement
UNWIND $rows AS row
CREATE (n:Agreement {id: row.id})
SET n += row.properties
SET n.signed = date(row.dates.signed)
SET n.validFrom = date(row.dates.validFrom)
SET n.validTo = date(row.dates.validTo)

// create Agreement AMENDS Agreement
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:AMENDS]->(b)
SET e += coalesce(row.properties, {})

// create Agreement HAS_PARTY University
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:HAS_PARTY]->(b)
SET e += coalesce(row.properties, {})

// create Agreement SIGNED_BY Office
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:SIGNED_BY]->(b)
SET e += coalesce(row.properties, {})

// create Agreement STATED_BY Source
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop AMENDS Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:AMENDS]-()
DELETE e

// drop Agreement AMENDS
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})-[e:AMENDS]->()
DELETE e

// drop Agreement AMENDS Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.from})-[e:AMENDS]->(:Agreement {id: row.to})
DELETE e

// drop Agreement HAS_PARTY
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})-[e:HAS_PARTY]->()
DELETE e

// drop Agreement HAS_PARTY University
UNWIND $rows AS row
MATCH (:Agreement {id: row.from})-[e:HAS_PARTY]->(:University {id: row.to})
DELETE e

// drop Agreement SIGNED_BY
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})-[e:SIGNED_BY]->()
DELETE e

// drop Agreement SIGNED_BY Office
UNWIND $rows AS row
MATCH (:Agreement {id: row.from})-[e:SIGNED_BY]->(:Office {id: row.to})
DELETE e

// drop Agreement STATED_BY
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Agreement STATED_BY Source
UNWIND $rows AS row
MATCH (:Agreement {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop HAS_PARTY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:HAS_PARTY]-()
DELETE e

// drop SIGNED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:SIGNED_BY]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page Agreement
MATCH (n:Agreement) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Agreement AMENDS
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:AMENDS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Agreement HAS_PARTY
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HAS_PARTY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Agreement SIGNED_BY
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SIGNED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Agreement STATED_BY
MATCH (a:Agreement) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, properties(n) AS properties

// read Agreement AMENDS Agreement
UNWIND $ids AS id
MATCH (:Agreement {id: id})-[:AMENDS]->(b:Agreement)
RETURN id, b.id AS target

// read Agreement HAS_PARTY University
UNWIND $ids AS id
MATCH (:Agreement {id: id})-[:HAS_PARTY]->(b:University)
RETURN id, b.id AS target

// read Agreement SIGNED_BY Office
UNWIND $ids AS id
MATCH (:Agreement {id: id})-[:SIGNED_BY]->(b:Office)
RETURN id, b.id AS target

// read Agreement STATED_BY Source
UNWIND $ids AS id
MATCH (:Agreement {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement AMENDS Agreement
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:AMENDS]-(a:Agreement)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office SIGNED_BY Agreement
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:SIGNED_BY]-(a:Agreement)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY Agreement
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:Agreement)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University HAS_PARTY Agreement
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:HAS_PARTY]-(a:Agreement)
RETURN id, a.id AS source, properties(a) AS properties

// upsert Agreement
UNWIND $rows AS row
MERGE (n:Agreement {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.signed = CASE WHEN 'signed' IN keys(row.dates) THEN date(row.dates.signed) ELSE n.signed END
SET n.validFrom = CASE WHEN 'validFrom' IN keys(row.dates) THEN date(row.dates.validFrom) ELSE n.validFrom END
SET n.validTo = CASE WHEN 'validTo' IN keys(row.dates) THEN date(row.dates.validTo) ELSE n.validTo END

// upsert Agreement AMENDS Agreement
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:AMENDS]->(b)
SET e += row.properties

// upsert Agreement HAS_PARTY University
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:HAS_PARTY]->(b)
SET e += row.properties

// upsert Agreement SIGNED_BY Office
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:SIGNED_BY]->(b)
SET e += row.properties

// upsert Agreement STATED_BY Source
UNWIND $rows AS row
MATCH (a:Agreement {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
