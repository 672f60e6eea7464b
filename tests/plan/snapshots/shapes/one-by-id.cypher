// { node(id: "offi_x") { id } }

UNWIND $p0 AS id
MATCH (n0:Office {id: id})
RETURN collect({id: n0.id, slug: n0.slug, name: n0.name, kind: n0.kind, website: n0.website, demo: n0.demo}) AS rows0
