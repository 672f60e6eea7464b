// { programmes(where: {freePlacesYear: {eq: "2027/2028"},
// universities: {some: {country: {code: {eq: "UZ"}}}}}, first: 3) { totalCount nodes { id } } }

CALL () {
  MATCH (n2:Country)
  WHERE n2.code = $p1
  MATCH (n2)<-[:IN_COUNTRY]-()<-[e2:LOCATED_IN]-(n1:University)
  MATCH (n1)<-[:OFFERED_BY]-(n0:Programme)
  WHERE n0.freePlacesYear = $p0
  WITH DISTINCT n0 ORDER BY n0.name, n0.id LIMIT $p2
  RETURN collect({id: n0.id}) AS rows0
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
