// node compose.mjs NAME=URL …   prints the supergraph of the subgraphs that answer there, or what keeps them apart.
import { composeServices } from "@apollo/composition";
import { parse } from "graphql";

async function subgraph(named) {
  const [, name, url] = /^([\w-]+)=(.*)$/.exec(named);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
  });
  const { data } = await answer.json();
  return { name, url, typeDefs: parse(data._service.sdl) };
}

const composed = composeServices(await Promise.all(process.argv.slice(2).map(subgraph)));
if (composed.errors?.length) {
  for (const error of composed.errors) console.error(error.message);
  process.exit(1);
}
process.stdout.write(composed.supergraphSdl);
