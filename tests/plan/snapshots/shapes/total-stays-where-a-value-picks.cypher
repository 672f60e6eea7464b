// { programmes(where: {freePlacesYear: {eq: "2027/2028"},
// universities: {some: {country: {code: {eq: "UZ"}}}}}, first: 3) { totalCount nodes { id } } }

CALL () {
  MATCH (n2:Country)
  WHERE n2.code = $p1
  MATCH (n2)<-[:IN_COUNTRY]-()<-[e2:LOCATED_IN]-(n1:University)
  MATCH (n1)<-[:OFFERED_BY]-(n0:Programme)
  WHERE n0.freePlacesYear = $p0
  WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p2
  RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, nameRu: n0.nameRu, level: n0.level, field: n0.field, languages: n0.languages, mode: n0.mode, degree: n0.degree, months: n0.months, fee: n0.fee, currency: n0.currency, freePlaces: n0.freePlaces, freePlacesYear: n0.freePlacesYear, okso: n0.okso, demo: n0.demo}) AS rows0
}
CALL () {
  MATCH (n2:Country)
  WHERE n2.code = $p1
  MATCH (n2)<-[:IN_COUNTRY]-()<-[e2:LOCATED_IN]-(n1:University)
  MATCH (n1)<-[:OFFERED_BY]-(n0:Programme)
  WHERE n0.freePlacesYear = $p0
  RETURN count(DISTINCT n0) AS total0
}
RETURN rows0, total0
