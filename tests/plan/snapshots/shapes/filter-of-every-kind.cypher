// { universities(where: {
// name: {startsWith: "K"}, kind: {in: [OTHER]}, studentBand: {notIn: [OVER_30K]}, website: {isNull: false},
// founded: {gte: 1800, lt: 1900}, statusSince: {gt: "2020-01-01"},
// fields: {includes: "0613", includesAny: ["06", "07"], includesUnder: "07"}
// }) { nodes { id } } }

MATCH (n0:University)
WHERE $p0 IN n0.fields AND [x IN coalesce(n0.fields, []) WHERE x IN $p1] <> [] AND [x IN coalesce(n0.fields, []) WHERE x STARTS WITH $p2] <> [] AND n0.founded >= $p3 AND n0.founded < $p4 AND n0.kind IN $p5 AND n0.name STARTS WITH $p6 AND n0.statusSince > date($p7) AND NOT coalesce(n0.studentBand IN $p8, false) AND n0.website IS NOT NULL
AND n0.name IS :: STRING NOT NULL
WITH n0 ORDER BY n0.name, n0.id LIMIT $p9
RETURN collect({id: n0.id, name: n0.name, kind: n0.kind, status: n0.status, statusSince: toString(n0.statusSince), founded: n0.founded, website: n0.website, studentBand: n0.studentBand, fields: n0.fields, demo: n0.demo}) AS rows0
