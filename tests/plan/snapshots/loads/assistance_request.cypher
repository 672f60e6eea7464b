// create AssistanceRequest
UNWIND $rows AS row
CREATE (n:AssistanceRequest {id: row.id})
SET n += row.properties
SET n.asked = date(row.dates.asked)
SET n.due = date(row.dates.due)
SET n.answered = date(row.dates.answered)

// create AssistanceRequest ASKED_ABOUT Country
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:ASKED_ABOUT]->(b)
SET e += coalesce(row.properties, {})

// create AssistanceRequest ASKED_BY University
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:ASKED_BY]->(b)
SET e += coalesce(row.properties, {})

// create AssistanceRequest ASKED_OF Office
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:ASKED_OF]->(b)
SET e += coalesce(row.properties, {})

// create AssistanceRequest SERVED_BY Event
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:SERVED_BY]->(b)
SET e += coalesce(row.properties, {})

// create AssistanceRequest STATED_BY Source
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop ASKED_ABOUT Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:ASKED_ABOUT]-()
DELETE e

// drop ASKED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:ASKED_BY]-()
DELETE e

// drop ASKED_OF Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:ASKED_OF]-()
DELETE e

// drop AssistanceRequest ASKED_ABOUT
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.id})-[e:ASKED_ABOUT]->()
DELETE e

// drop AssistanceRequest ASKED_ABOUT Country
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.from})-[e:ASKED_ABOUT]->(:Country {id: row.to})
DELETE e

// drop AssistanceRequest ASKED_BY
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.id})-[e:ASKED_BY]->()
DELETE e

// drop AssistanceRequest ASKED_BY University
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.from})-[e:ASKED_BY]->(:University {id: row.to})
DELETE e

// drop AssistanceRequest ASKED_OF
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.id})-[e:ASKED_OF]->()
DELETE e

// drop AssistanceRequest ASKED_OF Office
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.from})-[e:ASKED_OF]->(:Office {id: row.to})
DELETE e

// drop AssistanceRequest SERVED_BY
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.id})-[e:SERVED_BY]->()
DELETE e

// drop AssistanceRequest SERVED_BY Event
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.from})-[e:SERVED_BY]->(:Event {id: row.to})
DELETE e

// drop AssistanceRequest STATED_BY
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop AssistanceRequest STATED_BY Source
UNWIND $rows AS row
MATCH (:AssistanceRequest {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop SERVED_BY Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:SERVED_BY]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page AssistanceRequest
MATCH (n:AssistanceRequest) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page AssistanceRequest ASKED_ABOUT
MATCH (a:AssistanceRequest) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ASKED_ABOUT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AssistanceRequest ASKED_BY
MATCH (a:AssistanceRequest) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ASKED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AssistanceRequest ASKED_OF
MATCH (a:AssistanceRequest) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ASKED_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AssistanceRequest SERVED_BY
MATCH (a:AssistanceRequest) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SERVED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page AssistanceRequest STATED_BY
MATCH (a:AssistanceRequest) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read AssistanceRequest
UNWIND $ids AS id
MATCH (n:AssistanceRequest {id: id})
RETURN id, properties(n) AS properties

// read AssistanceRequest ASKED_ABOUT Country
UNWIND $ids AS id
MATCH (:AssistanceRequest {id: id})-[:ASKED_ABOUT]->(b:Country)
RETURN id, b.id AS target

// read AssistanceRequest ASKED_BY University
UNWIND $ids AS id
MATCH (:AssistanceRequest {id: id})-[:ASKED_BY]->(b:University)
RETURN id, b.id AS target

// read AssistanceRequest ASKED_OF Office
UNWIND $ids AS id
MATCH (:AssistanceRequest {id: id})-[:ASKED_OF]->(b:Office)
RETURN id, b.id AS target

// read AssistanceRequest SERVED_BY Event
UNWIND $ids AS id
MATCH (:AssistanceRequest {id: id})-[:SERVED_BY]->(b:Event)
RETURN id, b.id AS target

// read AssistanceRequest STATED_BY Source
UNWIND $ids AS id
MATCH (:AssistanceRequest {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of AssistanceRequest
UNWIND $ids AS id
MATCH (n:AssistanceRequest {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of AssistanceRequest
UNWIND $ids AS id
MATCH (n:AssistanceRequest {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country ASKED_ABOUT AssistanceRequest
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:ASKED_ABOUT]-(a:AssistanceRequest)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Event SERVED_BY AssistanceRequest
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:SERVED_BY]-(a:AssistanceRequest)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office ASKED_OF AssistanceRequest
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:ASKED_OF]-(a:AssistanceRequest)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY AssistanceRequest
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:AssistanceRequest)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University ASKED_BY AssistanceRequest
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:ASKED_BY]-(a:AssistanceRequest)
RETURN id, a.id AS source, properties(a) AS properties

// upsert AssistanceRequest
UNWIND $rows AS row
MERGE (n:AssistanceRequest {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.asked = CASE WHEN 'asked' IN keys(row.dates) THEN date(row.dates.asked) ELSE n.asked END
SET n.due = CASE WHEN 'due' IN keys(row.dates) THEN date(row.dates.due) ELSE n.due END
SET n.answered = CASE WHEN 'answered' IN keys(row.dates) THEN date(row.dates.answered) ELSE n.answered END

// upsert AssistanceRequest ASKED_ABOUT Country
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:ASKED_ABOUT]->(b)
SET e += row.properties

// upsert AssistanceRequest ASKED_BY University
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:ASKED_BY]->(b)
SET e += row.properties

// upsert AssistanceRequest ASKED_OF Office
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:ASKED_OF]->(b)
SET e += row.properties

// upsert AssistanceRequest SERVED_BY Event
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:SERVED_BY]->(b)
SET e += row.properties

// upsert AssistanceRequest STATED_BY Source
UNWIND $rows AS row
MATCH (a:AssistanceRequest {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
