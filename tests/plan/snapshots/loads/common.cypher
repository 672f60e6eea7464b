// advance load
MATCH (l:Load {name: $name}) SET l.done = $done

// any university
MATCH (u:University) RETURN u.id AS id LIMIT $limit

// begin load
MERGE (l:Load {name: $name})
ON CREATE SET l.of = $of, l.done = $done
RETURN l.done AS done

// end load
MATCH (l:Load {name: $name}) DELETE l

// identifier holders
UNWIND $keys AS key
MATCH (i:Identifier {key: key})<-[:IDENTIFIED_BY]-(u:University)
RETURN key, i.id AS id, i.origin AS origin, u.id AS holder
ORDER BY key, holder

// read parties of Agreement in order
UNWIND $ids AS id
MATCH (:Agreement {id: id})-[p:HAS_PARTY]->(u)
RETURN id, u.id AS target
ORDER BY id, p.position, target

// read unfinished loads
MATCH (l:Load) RETURN l.name AS name, l.of AS of, l.done AS done ORDER BY name

// release identifiers
UNWIND $rows AS row
MATCH (i:Identifier {id: row.id})<-[e:IDENTIFIED_BY]-(:University)
DELETE e
