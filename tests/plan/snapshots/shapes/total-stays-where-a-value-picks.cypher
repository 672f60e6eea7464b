// { programmes(where: {freePlacesYear: {eq: "2027/2028"},
// universities: {some: {country: {code: {eq: "UZ"}}}}}, first: 3) { totalCount nodes { id } } }

MATCH (n2:Country)
WHERE n2.code = $p1
MATCH (n2)<-[:IN_COUNTRY]-(s2)<-[e2:LOCATED_IN]-(n1:University)
WHERE NOT EXISTS { MATCH (n1)-[fe2:LOCATED_IN]->(fs2) WHERE (fe2.position < e2.position OR (fe2.position IS NOT NULL AND e2.position IS NULL) OR ((fe2.position = e2.position OR (fe2.position IS NULL AND e2.position IS NULL)) AND fs2.id < s2.id)) }
MATCH (n1)<-[:OFFERED_BY]-(n0:Programme)
WHERE n0.freePlacesYear = $p0
WITH collect(DISTINCT n0) AS all0
CALL (all0) {
  UNWIND all0 AS n0
  WITH n0
  WITH n0 ORDER BY n0.name, n0.id LIMIT $p2
  RETURN collect([n0.id, n0.demo, n0.slug, n0.name, n0.nameRu, n0.level, n0.field, n0.languages, n0.mode, n0.degree, n0.months, n0.fee, n0.currency, n0.freePlaces, n0.freePlacesYear, n0.okso]) AS rows0
}
RETURN rows0, size(all0) AS total0
