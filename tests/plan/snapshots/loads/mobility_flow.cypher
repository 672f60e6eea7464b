// create MobilityFlow
UNWIND $rows AS row
CREATE (n:MobilityFlow {id: row.id})
SET n += row.properties

// create MobilityFlow FLOWS_FROM University
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:FLOWS_FROM]->(b)
SET e += coalesce(row.properties, {})

// create MobilityFlow FLOWS_THROUGH RecruitmentCampaign
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:RecruitmentCampaign {id: row.to})
CREATE (a)-[e:FLOWS_THROUGH]->(b)
SET e += coalesce(row.properties, {})

// create MobilityFlow FLOWS_TO University
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:FLOWS_TO]->(b)
SET e += coalesce(row.properties, {})

// create MobilityFlow FLOWS_UNDER Agreement
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:Agreement {id: row.to})
CREATE (a)-[e:FLOWS_UNDER]->(b)
SET e += coalesce(row.properties, {})

// create MobilityFlow STATED_BY Source
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:Source {id: row.to})
CREATE (a)-[e:STATED_BY]->(b)
SET e += coalesce(row.properties, {})
SET e.checked = date(row.dates.checked)

// drop FLOWS_FROM University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:FLOWS_FROM]-()
DELETE e

// drop FLOWS_THROUGH RecruitmentCampaign
UNWIND $rows AS row
MATCH (:RecruitmentCampaign {id: row.id})<-[e:FLOWS_THROUGH]-()
DELETE e

// drop FLOWS_TO University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:FLOWS_TO]-()
DELETE e

// drop FLOWS_UNDER Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:FLOWS_UNDER]-()
DELETE e

// drop MobilityFlow FLOWS_FROM
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})-[e:FLOWS_FROM]->()
DELETE e

// drop MobilityFlow FLOWS_FROM University
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.from})-[e:FLOWS_FROM]->(:University {id: row.to})
DELETE e

// drop MobilityFlow FLOWS_THROUGH
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})-[e:FLOWS_THROUGH]->()
DELETE e

// drop MobilityFlow FLOWS_THROUGH RecruitmentCampaign
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.from})-[e:FLOWS_THROUGH]->(:RecruitmentCampaign {id: row.to})
DELETE e

// drop MobilityFlow FLOWS_TO
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})-[e:FLOWS_TO]->()
DELETE e

// drop MobilityFlow FLOWS_TO University
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.from})-[e:FLOWS_TO]->(:University {id: row.to})
DELETE e

// drop MobilityFlow FLOWS_UNDER
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})-[e:FLOWS_UNDER]->()
DELETE e

// drop MobilityFlow FLOWS_UNDER Agreement
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.from})-[e:FLOWS_UNDER]->(:Agreement {id: row.to})
DELETE e

// drop MobilityFlow STATED_BY
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop MobilityFlow STATED_BY Source
UNWIND $rows AS row
MATCH (:MobilityFlow {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// page MobilityFlow
MATCH (n:MobilityFlow) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page MobilityFlow FLOWS_FROM
MATCH (a:MobilityFlow) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FLOWS_FROM]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page MobilityFlow FLOWS_THROUGH
MATCH (a:MobilityFlow) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FLOWS_THROUGH]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page MobilityFlow FLOWS_TO
MATCH (a:MobilityFlow) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FLOWS_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page MobilityFlow FLOWS_UNDER
MATCH (a:MobilityFlow) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FLOWS_UNDER]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page MobilityFlow STATED_BY
MATCH (a:MobilityFlow) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// read MobilityFlow
UNWIND $ids AS id
MATCH (n:MobilityFlow {id: id})
RETURN id, properties(n) AS properties

// read MobilityFlow FLOWS_FROM University
UNWIND $ids AS id
MATCH (:MobilityFlow {id: id})-[:FLOWS_FROM]->(b:University)
RETURN id, b.id AS target

// read MobilityFlow FLOWS_THROUGH RecruitmentCampaign
UNWIND $ids AS id
MATCH (:MobilityFlow {id: id})-[:FLOWS_THROUGH]->(b:RecruitmentCampaign)
RETURN id, b.id AS target

// read MobilityFlow FLOWS_TO University
UNWIND $ids AS id
MATCH (:MobilityFlow {id: id})-[:FLOWS_TO]->(b:University)
RETURN id, b.id AS target

// read MobilityFlow FLOWS_UNDER Agreement
UNWIND $ids AS id
MATCH (:MobilityFlow {id: id})-[:FLOWS_UNDER]->(b:Agreement)
RETURN id, b.id AS target

// read MobilityFlow STATED_BY Source
UNWIND $ids AS id
MATCH (:MobilityFlow {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read rorHash of MobilityFlow
UNWIND $ids AS id
MATCH (n:MobilityFlow {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of MobilityFlow
UNWIND $ids AS id
MATCH (n:MobilityFlow {id: id})
RETURN id, n.rowHash AS mark

// read sources of Agreement FLOWS_UNDER MobilityFlow
UNWIND $ids AS id
MATCH (b:Agreement {id: id})
MATCH (b)<-[:FLOWS_UNDER]-(a:MobilityFlow)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of RecruitmentCampaign FLOWS_THROUGH MobilityFlow
UNWIND $ids AS id
MATCH (b:RecruitmentCampaign {id: id})
MATCH (b)<-[:FLOWS_THROUGH]-(a:MobilityFlow)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of Source STATED_BY MobilityFlow
UNWIND $ids AS id
MATCH (b:Source {id: id})
MATCH (b)<-[:STATED_BY]-(a:MobilityFlow)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University FLOWS_FROM MobilityFlow
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:FLOWS_FROM]-(a:MobilityFlow)
RETURN id, a.id AS source, properties(a) AS properties

// read sources of University FLOWS_TO MobilityFlow
UNWIND $ids AS id
MATCH (b:University {id: id})
MATCH (b)<-[:FLOWS_TO]-(a:MobilityFlow)
RETURN id, a.id AS source, properties(a) AS properties

// upsert MobilityFlow
UNWIND $rows AS row
MERGE (n:MobilityFlow {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert MobilityFlow FLOWS_FROM University
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:FLOWS_FROM]->(b)
SET e += row.properties

// upsert MobilityFlow FLOWS_THROUGH RecruitmentCampaign
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:RecruitmentCampaign {id: row.to})
MERGE (a)-[e:FLOWS_THROUGH]->(b)
SET e += row.properties

// upsert MobilityFlow FLOWS_TO University
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:FLOWS_TO]->(b)
SET e += row.properties

// upsert MobilityFlow FLOWS_UNDER Agreement
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:FLOWS_UNDER]->(b)
SET e += row.properties

// upsert MobilityFlow STATED_BY Source
UNWIND $rows AS row
MATCH (a:MobilityFlow {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END
