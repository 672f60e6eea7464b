// { universities(where: {
// name: {startsWith: "K"}, kind: {in: [OTHER]}, studentBand: {notIn: [OVER_30K]}, website: {isNull: false},
// founded: {gte: 1800, lt: 1900}, statusSince: {gt: "2020-01-01"},
// fields: {includes: "0613", includesAny: ["06", "07"], includesUnder: "07"}
// }) { nodes { id } } }

MATCH (n0:University)
WHERE $p0 IN n0.fields AND [x IN coalesce(n0.fields, []) WHERE x IN $p1] <> [] AND [x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p2] <> [] AND n0.founded >= $p3 AND n0.founded < $p4 AND n0.kind IN $p5 AND n0.name STARTS WITH $p6 AND n0.statusSince > date($p7) AND NOT coalesce(n0.studentBand IN $p8, false) AND n0.website IS NOT NULL AND n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p9
RETURN collect([n0.id, n0.name, n0.kind, n0.status, toString(n0.statusSince), n0.founded, n0.website, n0.studentBand, n0.fields, n0.demo]) AS rows0
