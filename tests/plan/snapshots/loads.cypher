// any university
MATCH (u:University) RETURN u.id AS id LIMIT $limit

// drop AIMS_AT Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:AIMS_AT]-()
DELETE e

// drop AT_EVENT Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:AT_EVENT]-()
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

// drop BETWEEN University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:BETWEEN]-()
DELETE e

// drop CHILD_OF University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:CHILD_OF]-()
DELETE e

// drop COVERS Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:COVERS]-()
DELETE e

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

// drop Contact BETWEEN
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:BETWEEN]->()
DELETE e

// drop Contact BETWEEN University
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:BETWEEN]->(:University {id: row.to})
DELETE e

// drop Contact FACILITATED_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:FACILITATED_BY]->()
DELETE e

// drop Contact FACILITATED_BY Office
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:FACILITATED_BY]->(:Office {id: row.to})
DELETE e

// drop Contact HELD_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:HELD_BY]->()
DELETE e

// drop Contact HELD_BY Person
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:HELD_BY]->(:Person {id: row.to})
DELETE e

// drop Contact LED_TO
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:LED_TO]->()
DELETE e

// drop Contact LED_TO Agreement
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:LED_TO]->(:Agreement {id: row.to})
DELETE e

// drop Contact ORIGINATED_AT
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:ORIGINATED_AT]->()
DELETE e

// drop Contact ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:ORIGINATED_AT]->(:Event {id: row.to})
DELETE e

// drop Contact STATED_BY
UNWIND $rows AS row
MATCH (:Contact {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Contact STATED_BY Source
UNWIND $rows AS row
MATCH (:Contact {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop Event HELD_IN
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:HELD_IN]->()
DELETE e

// drop Event HELD_IN City
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:HELD_IN]->(:City {id: row.to})
DELETE e

// drop Event HOSTED_BY
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:HOSTED_BY]->()
DELETE e

// drop Event HOSTED_BY Office
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:HOSTED_BY]->(:Office {id: row.to})
DELETE e

// drop Event STATED_BY
UNWIND $rows AS row
MATCH (:Event {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Event STATED_BY Source
UNWIND $rows AS row
MATCH (:Event {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop FACILITATED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:FACILITATED_BY]-()
DELETE e

// drop HAS_INTENT Intent
UNWIND $rows AS row
MATCH (:Intent {id: row.id})<-[e:HAS_INTENT]-()
DELETE e

// drop HAS_PARTY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:HAS_PARTY]-()
DELETE e

// drop HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:OfficeStatus {id: row.id})<-[e:HAS_STATUS]-()
DELETE e

// drop HELD_BY Person
UNWIND $rows AS row
MATCH (:Person {id: row.id})<-[e:HELD_BY]-()
DELETE e

// drop HELD_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:HELD_IN]-()
DELETE e

// drop HOSTED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:HOSTED_BY]-()
DELETE e

// drop HOUSED_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:HOUSED_IN]-()
DELETE e

// drop IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:Identifier {id: row.id})<-[e:IDENTIFIED_BY]-()
DELETE e

// drop IN_COUNTRY Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:IN_COUNTRY]-()
DELETE e

// drop IN_REGION Region
UNWIND $rows AS row
MATCH (:Region {id: row.id})<-[e:IN_REGION]-()
DELETE e

// drop Intent AIMS_AT
UNWIND $rows AS row
MATCH (:Intent {id: row.id})-[e:AIMS_AT]->()
DELETE e

// drop Intent AIMS_AT Country
UNWIND $rows AS row
MATCH (:Intent {id: row.from})-[e:AIMS_AT]->(:Country {id: row.to})
DELETE e

// drop Intent STATED_BY
UNWIND $rows AS row
MATCH (:Intent {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Intent STATED_BY Source
UNWIND $rows AS row
MATCH (:Intent {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop LED_TO Agreement
UNWIND $rows AS row
MATCH (:Agreement {id: row.id})<-[e:LED_TO]-()
DELETE e

// drop LOCATED_IN City
UNWIND $rows AS row
MATCH (:City {id: row.id})<-[e:LOCATED_IN]-()
DELETE e

// drop NAMED Name
UNWIND $rows AS row
MATCH (:Name {id: row.id})<-[e:NAMED]-()
DELETE e

// drop OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:OF_UNIVERSITY]-()
DELETE e

// drop ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[e:ORIGINATED_AT]-()
DELETE e

// drop Office COVERS
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:COVERS]->()
DELETE e

// drop Office COVERS Country
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:COVERS]->(:Country {id: row.to})
DELETE e

// drop Office HAS_STATUS
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:HAS_STATUS]->()
DELETE e

// drop Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:HAS_STATUS]->(:OfficeStatus {id: row.to})
DELETE e

// drop Office HOUSED_IN
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:HOUSED_IN]->()
DELETE e

// drop Office HOUSED_IN City
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:HOUSED_IN]->(:City {id: row.to})
DELETE e

// drop Office NAMED
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:NAMED]->()
DELETE e

// drop Office NAMED Name
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:NAMED]->(:Name {id: row.to})
DELETE e

// drop Office STATED_BY
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Office STATED_BY Source
UNWIND $rows AS row
MATCH (:Office {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop PART_OF Country
UNWIND $rows AS row
MATCH (:Country {id: row.id})<-[e:PART_OF]-()
DELETE e

// drop Participation AT_EVENT
UNWIND $rows AS row
MATCH (:Participation {id: row.id})-[e:AT_EVENT]->()
DELETE e

// drop Participation AT_EVENT Event
UNWIND $rows AS row
MATCH (:Participation {id: row.from})-[e:AT_EVENT]->(:Event {id: row.to})
DELETE e

// drop Participation OF_UNIVERSITY
UNWIND $rows AS row
MATCH (:Participation {id: row.id})-[e:OF_UNIVERSITY]->()
DELETE e

// drop Participation OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (:Participation {id: row.from})-[e:OF_UNIVERSITY]->(:University {id: row.to})
DELETE e

// drop Person SERVES_AT
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:SERVES_AT]->()
DELETE e

// drop Person SERVES_AT Office
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:SERVES_AT]->(:Office {id: row.to})
DELETE e

// drop Person STATED_BY
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop Person STATED_BY Source
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop Person WORKS_AT
UNWIND $rows AS row
MATCH (:Person {id: row.id})-[e:WORKS_AT]->()
DELETE e

// drop Person WORKS_AT University
UNWIND $rows AS row
MATCH (:Person {id: row.from})-[e:WORKS_AT]->(:University {id: row.to})
DELETE e

// drop RELATED_TO University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:RELATED_TO]-()
DELETE e

// drop Region PART_OF
UNWIND $rows AS row
MATCH (:Region {id: row.id})-[e:PART_OF]->()
DELETE e

// drop Region PART_OF Country
UNWIND $rows AS row
MATCH (:Region {id: row.from})-[e:PART_OF]->(:Country {id: row.to})
DELETE e

// drop SERVES_AT Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:SERVES_AT]-()
DELETE e

// drop SIGNED_BY Office
UNWIND $rows AS row
MATCH (:Office {id: row.id})<-[e:SIGNED_BY]-()
DELETE e

// drop STATED_BY Source
UNWIND $rows AS row
MATCH (:Source {id: row.id})<-[e:STATED_BY]-()
DELETE e

// drop SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:SUCCEEDED_BY]-()
DELETE e

// drop University CHILD_OF
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:CHILD_OF]->()
DELETE e

// drop University CHILD_OF University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:CHILD_OF]->(:University {id: row.to})
DELETE e

// drop University HAS_INTENT
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:HAS_INTENT]->()
DELETE e

// drop University HAS_INTENT Intent
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:HAS_INTENT]->(:Intent {id: row.to})
DELETE e

// drop University IDENTIFIED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:IDENTIFIED_BY]->()
DELETE e

// drop University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:IDENTIFIED_BY]->(:Identifier {id: row.to})
DELETE e

// drop University LOCATED_IN
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:LOCATED_IN]->()
DELETE e

// drop University LOCATED_IN City
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:LOCATED_IN]->(:City {id: row.to})
DELETE e

// drop University NAMED
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:NAMED]->()
DELETE e

// drop University NAMED Name
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:NAMED]->(:Name {id: row.to})
DELETE e

// drop University RELATED_TO
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:RELATED_TO]->()
DELETE e

// drop University RELATED_TO University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:RELATED_TO]->(:University {id: row.to})
DELETE e

// drop University STATED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:STATED_BY]->()
DELETE e

// drop University STATED_BY Source
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:STATED_BY]->(:Source {id: row.to})
DELETE e

// drop University SUCCEEDED_BY
UNWIND $rows AS row
MATCH (:University {id: row.id})-[e:SUCCEEDED_BY]->()
DELETE e

// drop University SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (:University {id: row.from})-[e:SUCCEEDED_BY]->(:University {id: row.to})
DELETE e

// drop WORKS_AT University
UNWIND $rows AS row
MATCH (:University {id: row.id})<-[e:WORKS_AT]-()
DELETE e

// identifier holders
UNWIND $keys AS key
MATCH (i:Identifier {key: key})<-[:IDENTIFIED_BY]-(u:University)
RETURN key, i.id AS id, i.origin AS origin, u.id AS holder
ORDER BY key, holder

// page Agreement
MATCH (n:Agreement) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

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

// page Contact
MATCH (n:Contact) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Contact BETWEEN
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:BETWEEN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact FACILITATED_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:FACILITATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact HELD_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HELD_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact LED_TO
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:LED_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact ORIGINATED_AT
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:ORIGINATED_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Contact STATED_BY
MATCH (a:Contact) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Country
MATCH (n:Country) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Event
MATCH (n:Event) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Event HELD_IN
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HELD_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Event HOSTED_BY
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HOSTED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Event STATED_BY
MATCH (a:Event) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Identifier
MATCH (n:Identifier) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Intent
MATCH (n:Intent) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Intent AIMS_AT
MATCH (a:Intent) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:AIMS_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Intent STATED_BY
MATCH (a:Intent) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Name
MATCH (n:Name) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Office
MATCH (n:Office) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Office COVERS
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:COVERS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office HAS_STATUS
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HAS_STATUS]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office HOUSED_IN
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HOUSED_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office NAMED
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:NAMED]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Office STATED_BY
MATCH (a:Office) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page OfficeStatus
MATCH (n:OfficeStatus) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Participation
MATCH (n:Participation) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Participation AT_EVENT
MATCH (a:Participation) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:AT_EVENT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Participation OF_UNIVERSITY
MATCH (a:Participation) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:OF_UNIVERSITY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Person
MATCH (n:Person) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Person SERVES_AT
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SERVES_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Person STATED_BY
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Person WORKS_AT
MATCH (a:Person) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:WORKS_AT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Region
MATCH (n:Region) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page Region PART_OF
MATCH (a:Region) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:PART_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page Source
MATCH (n:Source) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page University
MATCH (n:University) WHERE n.id IS :: STRING NOT NULL AND n.id > $after
RETURN n.id AS id, properties(n) AS properties
ORDER BY id LIMIT $limit

// page University CHILD_OF
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:CHILD_OF]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University HAS_INTENT
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:HAS_INTENT]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University IDENTIFIED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:IDENTIFIED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University LOCATED_IN
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:LOCATED_IN]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University NAMED
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:NAMED]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University RELATED_TO
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:RELATED_TO]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University STATED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:STATED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// page University SUCCEEDED_BY
MATCH (a:University) WHERE a.id IS :: STRING NOT NULL AND a.id > $after AND a.id <= $last
MATCH (a)-[e:SUCCEEDED_BY]->(b)
RETURN a.id AS source, b.id AS target, properties(e) AS properties
ORDER BY source, target

// prune Event AT_EVENT Participation
UNWIND $rows AS row
MATCH (:Event {id: row.id})<-[:AT_EVENT]-(child:Participation)
WHERE NOT child.id IN row.keep
DETACH DELETE child

// prune Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[:HAS_STATUS]->(child:OfficeStatus)
WHERE NOT child.id IN row.keep
DETACH DELETE child

// prune Office NAMED Name
UNWIND $rows AS row
MATCH (:Office {id: row.id})-[:NAMED]->(child:Name)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// prune University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (:University {id: row.id})-[:IDENTIFIED_BY]->(child:Identifier)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// prune University NAMED Name
UNWIND $rows AS row
MATCH (:University {id: row.id})-[:NAMED]->(child:Name)
WHERE child.origin = row.origin AND NOT child.id IN row.keep
DETACH DELETE child

// raise version
MERGE (r:Registry {id: $registry})
SET r.dataVersion = coalesce(r.dataVersion, 0) + 1

// read Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, properties(n) AS properties

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

// read Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, properties(n) AS properties

// read Contact BETWEEN University
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:BETWEEN]->(b:University)
RETURN id, b.id AS target

// read Contact FACILITATED_BY Office
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:FACILITATED_BY]->(b:Office)
RETURN id, b.id AS target

// read Contact HELD_BY Person
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:HELD_BY]->(b:Person)
RETURN id, b.id AS target

// read Contact LED_TO Agreement
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:LED_TO]->(b:Agreement)
RETURN id, b.id AS target

// read Contact ORIGINATED_AT Event
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:ORIGINATED_AT]->(b:Event)
RETURN id, b.id AS target

// read Contact STATED_BY Source
UNWIND $ids AS id
MATCH (:Contact {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, properties(n) AS properties

// read Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, properties(n) AS properties

// read Event HELD_IN City
UNWIND $ids AS id
MATCH (:Event {id: id})-[:HELD_IN]->(b:City)
RETURN id, b.id AS target

// read Event HOSTED_BY Office
UNWIND $ids AS id
MATCH (:Event {id: id})-[:HOSTED_BY]->(b:Office)
RETURN id, b.id AS target

// read Event STATED_BY Source
UNWIND $ids AS id
MATCH (:Event {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, properties(n) AS properties

// read Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, properties(n) AS properties

// read Intent AIMS_AT Country
UNWIND $ids AS id
MATCH (:Intent {id: id})-[:AIMS_AT]->(b:Country)
RETURN id, b.id AS target

// read Intent STATED_BY Source
UNWIND $ids AS id
MATCH (:Intent {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, properties(n) AS properties

// read Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, properties(n) AS properties

// read Office COVERS Country
UNWIND $ids AS id
MATCH (:Office {id: id})-[:COVERS]->(b:Country)
RETURN id, b.id AS target

// read Office HAS_STATUS OfficeStatus
UNWIND $ids AS id
MATCH (:Office {id: id})-[:HAS_STATUS]->(b:OfficeStatus)
RETURN id, b.id AS target

// read Office HOUSED_IN City
UNWIND $ids AS id
MATCH (:Office {id: id})-[:HOUSED_IN]->(b:City)
RETURN id, b.id AS target

// read Office NAMED Name
UNWIND $ids AS id
MATCH (:Office {id: id})-[:NAMED]->(b:Name)
RETURN id, b.id AS target

// read Office STATED_BY Source
UNWIND $ids AS id
MATCH (:Office {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, properties(n) AS properties

// read Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, properties(n) AS properties

// read Participation AT_EVENT Event
UNWIND $ids AS id
MATCH (:Participation {id: id})-[:AT_EVENT]->(b:Event)
RETURN id, b.id AS target

// read Participation OF_UNIVERSITY University
UNWIND $ids AS id
MATCH (:Participation {id: id})-[:OF_UNIVERSITY]->(b:University)
RETURN id, b.id AS target

// read Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, properties(n) AS properties

// read Person SERVES_AT Office
UNWIND $ids AS id
MATCH (:Person {id: id})-[:SERVES_AT]->(b:Office)
RETURN id, b.id AS target

// read Person STATED_BY Source
UNWIND $ids AS id
MATCH (:Person {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read Person WORKS_AT University
UNWIND $ids AS id
MATCH (:Person {id: id})-[:WORKS_AT]->(b:University)
RETURN id, b.id AS target

// read Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, properties(n) AS properties

// read Region PART_OF Country
UNWIND $ids AS id
MATCH (:Region {id: id})-[:PART_OF]->(b:Country)
RETURN id, b.id AS target

// read Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, properties(n) AS properties

// read University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, properties(n) AS properties

// read University CHILD_OF University
UNWIND $ids AS id
MATCH (:University {id: id})-[:CHILD_OF]->(b:University)
RETURN id, b.id AS target

// read University HAS_INTENT Intent
UNWIND $ids AS id
MATCH (:University {id: id})-[:HAS_INTENT]->(b:Intent)
RETURN id, b.id AS target

// read University IDENTIFIED_BY Identifier
UNWIND $ids AS id
MATCH (:University {id: id})-[:IDENTIFIED_BY]->(b:Identifier)
RETURN id, b.id AS target

// read University LOCATED_IN City
UNWIND $ids AS id
MATCH (:University {id: id})-[:LOCATED_IN]->(b:City)
RETURN id, b.id AS target

// read University NAMED Name
UNWIND $ids AS id
MATCH (:University {id: id})-[:NAMED]->(b:Name)
RETURN id, b.id AS target

// read University RELATED_TO University
UNWIND $ids AS id
MATCH (:University {id: id})-[:RELATED_TO]->(b:University)
RETURN id, b.id AS target

// read University STATED_BY Source
UNWIND $ids AS id
MATCH (:University {id: id})-[:STATED_BY]->(b:Source)
RETURN id, b.id AS target

// read University SUCCEEDED_BY University
UNWIND $ids AS id
MATCH (:University {id: id})-[:SUCCEEDED_BY]->(b:University)
RETURN id, b.id AS target

// read rorHash of Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of City
UNWIND $ids AS id
MATCH (n:City {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, n.rorHash AS mark

// read rorHash of University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, n.rorHash AS mark

// read rowHash of Agreement
UNWIND $ids AS id
MATCH (n:Agreement {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of City
UNWIND $ids AS id
MATCH (n:City {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Contact
UNWIND $ids AS id
MATCH (n:Contact {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Country
UNWIND $ids AS id
MATCH (n:Country {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Event
UNWIND $ids AS id
MATCH (n:Event {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Identifier
UNWIND $ids AS id
MATCH (n:Identifier {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Intent
UNWIND $ids AS id
MATCH (n:Intent {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Name
UNWIND $ids AS id
MATCH (n:Name {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Office
UNWIND $ids AS id
MATCH (n:Office {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of OfficeStatus
UNWIND $ids AS id
MATCH (n:OfficeStatus {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Participation
UNWIND $ids AS id
MATCH (n:Participation {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Person
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Region
UNWIND $ids AS id
MATCH (n:Region {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of Source
UNWIND $ids AS id
MATCH (n:Source {id: id})
RETURN id, n.rowHash AS mark

// read rowHash of University
UNWIND $ids AS id
MATCH (n:University {id: id})
RETURN id, n.rowHash AS mark

// release identifiers
UNWIND $rows AS row
MATCH (i:Identifier {id: row.id})<-[e:IDENTIFIED_BY]-(:University)
DELETE e

// upsert Agreement
UNWIND $rows AS row
MERGE (n:Agreement {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.signed = CASE WHEN 'signed' IN keys(row.dates) THEN date(row.dates.signed) ELSE n.signed END
SET n.validFrom = CASE WHEN 'validFrom' IN keys(row.dates) THEN date(row.dates.validFrom) ELSE n.validFrom END
SET n.validTo = CASE WHEN 'validTo' IN keys(row.dates) THEN date(row.dates.validTo) ELSE n.validTo END

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

// upsert Contact
UNWIND $rows AS row
MERGE (n:Contact {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END
SET n.lastActivity = CASE WHEN 'lastActivity' IN keys(row.dates) THEN date(row.dates.lastActivity) ELSE n.lastActivity END

// upsert Contact BETWEEN University
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:BETWEEN]->(b)
SET e += row.properties

// upsert Contact FACILITATED_BY Office
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:FACILITATED_BY]->(b)
SET e += row.properties

// upsert Contact HELD_BY Person
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Person {id: row.to})
MERGE (a)-[e:HELD_BY]->(b)
SET e += row.properties

// upsert Contact LED_TO Agreement
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Agreement {id: row.to})
MERGE (a)-[e:LED_TO]->(b)
SET e += row.properties

// upsert Contact ORIGINATED_AT Event
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:ORIGINATED_AT]->(b)
SET e += row.properties

// upsert Contact STATED_BY Source
UNWIND $rows AS row
MATCH (a:Contact {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Country
UNWIND $rows AS row
MERGE (n:Country {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Event
UNWIND $rows AS row
MERGE (n:Event {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.starts = CASE WHEN 'starts' IN keys(row.dates) THEN date(row.dates.starts) ELSE n.starts END
SET n.ends = CASE WHEN 'ends' IN keys(row.dates) THEN date(row.dates.ends) ELSE n.ends END

// upsert Event HELD_IN City
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:HELD_IN]->(b)
SET e += row.properties

// upsert Event HOSTED_BY Office
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Office {id: row.to})
MERGE (a)-[e:HOSTED_BY]->(b)
SET e += row.properties

// upsert Event STATED_BY Source
UNWIND $rows AS row
MATCH (a:Event {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Identifier
UNWIND $rows AS row
MERGE (n:Identifier {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Intent
UNWIND $rows AS row
MERGE (n:Intent {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Intent AIMS_AT Country
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Country {id: row.to})
MERGE (a)-[e:AIMS_AT]->(b)
SET e += row.properties

// upsert Intent STATED_BY Source
UNWIND $rows AS row
MATCH (a:Intent {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Name
UNWIND $rows AS row
MERGE (n:Name {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Office
UNWIND $rows AS row
MERGE (n:Office {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Office COVERS Country
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Country {id: row.to})
CREATE (a)-[e:COVERS]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END

// upsert Office HAS_STATUS OfficeStatus
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:OfficeStatus {id: row.to})
MERGE (a)-[e:HAS_STATUS]->(b)
SET e += row.properties

// upsert Office HOUSED_IN City
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:HOUSED_IN]->(b)
SET e += row.properties

// upsert Office NAMED Name
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Name {id: row.to})
MERGE (a)-[e:NAMED]->(b)
SET e += row.properties

// upsert Office STATED_BY Source
UNWIND $rows AS row
MATCH (a:Office {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert OfficeStatus
UNWIND $rows AS row
MERGE (n:OfficeStatus {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE n.since END
SET n.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE n.until END

// upsert Participation
UNWIND $rows AS row
MERGE (n:Participation {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Participation AT_EVENT Event
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:Event {id: row.to})
MERGE (a)-[e:AT_EVENT]->(b)
SET e += row.properties

// upsert Participation OF_UNIVERSITY University
UNWIND $rows AS row
MATCH (a:Participation {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:OF_UNIVERSITY]->(b)
SET e += row.properties

// upsert Person
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert Person SERVES_AT Office
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Office {id: row.to})
CREATE (a)-[e:SERVES_AT]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END

// upsert Person STATED_BY Source
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert Person WORKS_AT University
UNWIND $rows AS row
MATCH (a:Person {id: row.from})
MATCH (b:University {id: row.to})
CREATE (a)-[e:WORKS_AT]->(b)
SET e += row.properties
SET e.since = CASE WHEN 'since' IN keys(row.dates) THEN date(row.dates.since) ELSE e.since END
SET e.until = CASE WHEN 'until' IN keys(row.dates) THEN date(row.dates.until) ELSE e.until END

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

// upsert Source
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties

// upsert University
UNWIND $rows AS row
MERGE (n:University {id: row.id})
ON CREATE SET n += row.first
SET n += row.properties
SET n.statusSince = CASE WHEN 'statusSince' IN keys(row.dates) THEN date(row.dates.statusSince) ELSE n.statusSince END

// upsert University CHILD_OF University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:CHILD_OF]->(b)
SET e += row.properties

// upsert University HAS_INTENT Intent
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Intent {id: row.to})
MERGE (a)-[e:HAS_INTENT]->(b)
SET e += row.properties

// upsert University IDENTIFIED_BY Identifier
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Identifier {id: row.to})
MERGE (a)-[e:IDENTIFIED_BY]->(b)
SET e += row.properties

// upsert University LOCATED_IN City
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:City {id: row.to})
MERGE (a)-[e:LOCATED_IN]->(b)
SET e += row.properties

// upsert University NAMED Name
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Name {id: row.to})
MERGE (a)-[e:NAMED]->(b)
SET e += row.properties

// upsert University RELATED_TO University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:RELATED_TO]->(b)
SET e += row.properties

// upsert University STATED_BY Source
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:Source {id: row.to})
MERGE (a)-[e:STATED_BY]->(b)
SET e += row.properties
SET e.checked = CASE WHEN 'checked' IN keys(row.dates) THEN date(row.dates.checked) ELSE e.checked END

// upsert University SUCCEEDED_BY University
UNWIND $rows AS row
MATCH (a:University {id: row.from})
MATCH (b:University {id: row.to})
MERGE (a)-[e:SUCCEEDED_BY]->(b)
SET e += row.properties
