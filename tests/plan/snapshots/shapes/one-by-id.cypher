// { node(id: "offi_x") { id } }

UNWIND $p0 AS id
MATCH (n0:Office {id: id})
RETURN collect({id: n0.id, name: n0.name}) AS rows0
