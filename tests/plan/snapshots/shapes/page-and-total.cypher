// { offices { totalCount nodes { id } } }

CALL () {
  MATCH (n0:Office)
  WHERE n0.name IS :: STRING NOT NULL
  WITH n0 ORDER BY n0.name, n0.id LIMIT $p0
  RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows0
}
CALL () {
  MATCH (n0:Office)
  RETURN count(n0) AS total0
}
RETURN rows0, total0
