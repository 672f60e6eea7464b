// create RecruitmentCampaign
UNWIND $rows AS row
CREATE (n:RecruitmentCampaign {id: row.id})
SET n += row.properties
SET n.since = date(row.dates.since)
SET n.until = date(row.dates.until)

// create RecruitmentCampaign ADVERTISED_AT Event
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Event {id: row.to})
CREATE (a)-[e:ADVERTISED_AT]->(b)
SET e += coalesce(row.properties, {})

// create RecruitmentCampaign FILLS Quota
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Quota {id: row.to})
CREATE (a)-[e:FILLS]->(b)
SET e += coalesce(row.properties, {})

// create RecruitmentCampaign LED_BY Office
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:LED_BY]->(b)
SET e += coalesce(row.properties, {})

// create RecruitmentCampaign RECRUITS_FOR University
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:RECRUITS_FOR]->(b)
SET e += coalesce(row.properties, {})

// create RecruitmentCampaign RECRUITS_IN Country
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:RECRUITS_IN]->(b)
SET e += coalesce(row.properties, {})

// create RecruitmentCampaign STATED_BY Source
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop ADVERTISED_AT Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:ADVERTISED_AT]-()
DELETE e

// drop FILLS Quota
UNWIND $rows AS row
MATCH (:Quota {id: row.id})<-[e:FILLS]-()
DELETE e

// drop LED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:LED_BY]-()
DELETE e

// drop RECRUITS_FOR University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:RECRUITS_FOR]-()
DELETE e

// drop RECRUITS_IN Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:RECRUITS_IN]-()
DELETE e

// drop RecruitmentCampaign ADVERTISED_AT
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:ADVERTISED_AT]->()
DELETE e

// drop RecruitmentCampaign ADVERTISED_AT Event
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:ADVERTISED_AT]->(:Event {id: row.to})
DELETE e

// drop RecruitmentCampaign FILLS
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:FILLS]->()
DELETE e

// drop RecruitmentCampaign FILLS Quota
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:FILLS]->(:Quota {id: row.to})
DELETE e

// drop RecruitmentCampaign LED_BY
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:LED_BY]->()
DELETE e

// drop RecruitmentCampaign LED_BY Office
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:LED_BY]->(:Office {id: row.to})
DELETE e

// drop RecruitmentCampaign RECRUITS_FOR
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:RECRUITS_FOR]->()
DELETE e

// drop RecruitmentCampaign RECRUITS_FOR University
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:RECRUITS_FOR]->(:University {id: row.to})
DELETE e

// drop RecruitmentCampaign RECRUITS_IN
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:RECRUITS_IN]->()
DELETE e

// drop RecruitmentCampaign RECRUITS_IN Country
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:RECRUITS_IN]->(:Country {id: row.to})
DELETE e

// drop RecruitmentCampaign STATED_BY
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop RecruitmentCampaign STATED_BY Source
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page RecruitmentCampaign
MATCH (n:RecruitmentCampaign) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page RecruitmentCampaign ADVERTISED_AT
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ADVERTISED_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page RecruitmentCampaign FILLS
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FILLS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page RecruitmentCampaign LED_BY
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:LED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page RecruitmentCampaign RECRUITS_FOR
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RECRUITS_FOR]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page RecruitmentCampaign RECRUITS_IN
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RECRUITS_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page RecruitmentCampaign STATED_BY
MATCH (a:RecruitmentCampaign) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read RecruitmentCampaign
UNWIND $ids AS id
MATCH (n:RecruitmentCampaign {id: id})
RETURN id, properties(n) AS properties

// read RecruitmentCampaign ADVERTISED_AT Event
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:ADVERTISED_AT]->(b:Event)
RETURN id, b.id AS target

// read RecruitmentCampaign FILLS Quota
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:FILLS]->(b:Quota)
RETURN id, b.id AS target

// read RecruitmentCampaign LED_BY Office
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:LED_BY]->(b:Office)
RETURN id, b.id AS target

// read RecruitmentCampaign RECRUITS_FOR University
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:RECRUITS_FOR]->(b:University)
RETURN id, b.id AS target

// read RecruitmentCampaign RECRUITS_IN Country
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:RECRUITS_IN]->(b:Country)
RETURN id, b.id AS target

// read RecruitmentCampaign STATED_BY Source
UNWIND $ids AS id
MATCH (:RecruitmentCampaign {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of RecruitmentCampaign
UNWIND $ids AS id
MATCH (n:RecruitmentCampaign {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of RecruitmentCampaign
UNWIND $ids AS id
MATCH (n:RecruitmentCampaign {id: id})
RETURN id, n.rowHash AS mark

// read sources of Country RECRUITS_IN RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:Country {id: id})
MATCH (b)<-[:RECRUITS_IN]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Event ADVERTISED_AT RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:Event {id: id})
MATCH (b)<-[:ADVERTISED_AT]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Office LED_BY RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:Office {id: id})
MATCH (b)<-[:LED_BY]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Quota FILLS RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:Quota {id: id})
MATCH (b)<-[:FILLS]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University RECRUITS_FOR RecruitmentCampaign
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:RECRUITS_FOR]-(a:RecruitmentCampaign)
RETURN id, a.id AS source, properties(a) AS properties

// upsert RecruitmentCampaign
UNWIND $rows AS row
MERGE (n:RecruitmentCampaign {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert RecruitmentCampaign ADVERTISED_AT Event
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:ADVERTISED_AT]->(b)
SET e += row.properties

// upsert RecruitmentCampaign FILLS Quota
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Quota {id: row.to})
MERGE (a)-[e:FILLS]->(b)
SET e += row.properties

// upsert RecruitmentCampaign LED_BY Office
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:LED_BY]->(b)
SET e += row.properties

// upsert RecruitmentCampaign RECRUITS_FOR University
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:RECRUITS_FOR]->(b)
SET e += row.properties

// upsert RecruitmentCampaign RECRUITS_IN Country
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:RECRUITS_IN]->(b)
SET e += row.properties

// upsert RecruitmentCampaign STATED_BY Source
UNWIND $rows AS row
MATCH (a:RecruitmentCampaign {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
