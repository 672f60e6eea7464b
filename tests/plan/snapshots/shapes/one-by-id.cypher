// { node(id: "offi_xxxxxxxxxxxxxxxx") { id } }

UNWIND $p0.items AS id
MATCH (n0:Office {id: id})
RETURN collect([n0.id, n0.slug, n0.name, n0.kind, n0.website, n0.demo]) AS rows0
