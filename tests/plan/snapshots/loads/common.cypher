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

// forget revisions
MATCH (r:Registry {id: $registry})
MATCH (v:Revision) WHERE v.number <= r.dataVersion - $kept
DELETE v

// identifier holders
UNWIND $keys AS key
MATCH (i:Identifier {key: key})<-[:IDENTIFIED_BY]-(u:University)
RETURN key, i.id AS id, i.origin AS origin, u.id AS holder
ORDER BY key, holder

// note revision
MATCH (r:Registry {id: $registry})
CREATE (v:Revision {number: r.dataVersion})
SET v.kinds = $kinds, v.ids = $ids, v.complete = $complete

// raise version
MERGE (r:Registry {id: $registry})
ON CREATE SET r.lineage = $lineage, r.visibilityRules = $rules
SET r.dataVersion = coalesce(r.dataVersion, 0) + 1

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
