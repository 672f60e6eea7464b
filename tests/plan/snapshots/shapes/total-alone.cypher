// { offices(where: {kind: {eq: RUSSIAN_HOUSE}, slug: {startsWith: "r"}}) { totalCount } }

MATCH (n0:Office)
WHERE n0.kind = $p0 AND n0.slug STARTS WITH $p1
RETURN count(n0) AS total0
