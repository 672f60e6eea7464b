// node compose.mjs < {"case": {"subgraph": "SDL", …}, …}   prints {"case": {"composer": {"errors": […], "schema": "SDL"}}}.
import { readFileSync } from "node:fs";
import { composeServices as apollo } from "@apollo/composition";
import { composeServices as guild } from "@theguild/federation-composition";
import { LATEST_ROUTER_COMPATIBILITY_VERSION, federateSubgraphs as cosmo } from "@wundergraph/composition";
import { parse, print } from "graphql";

const url = (name) => `http://127.0.0.1/${name}`;
const services = (graphs) => graphs.map(([name, sdl]) => ({ name, url: url(name), typeDefs: parse(sdl) }));
const composers = {
  apollo: (graphs) => {
    const { errors = [], supergraphSdl } = apollo(services(graphs));
    return { errors, schema: supergraphSdl };
  },
  guild: (graphs) => {
    const { errors = [], supergraphSdl } = guild(services(graphs));
    return { errors, schema: supergraphSdl };
  },
  cosmo: (graphs) => {
    const subgraphs = graphs.map(([name, sdl]) => ({ name, url: url(name), definitions: parse(sdl) }));
    const { errors = [], federatedGraphAST } = cosmo({ subgraphs, version: LATEST_ROUTER_COMPATIBILITY_VERSION });
    return { errors, schema: federatedGraphAST && print(federatedGraphAST) };
  },
};

const composed = {};
for (const [name, graphs] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  composed[name] = {};
  for (const [composer, compose] of Object.entries(composers)) {
    const { errors, schema } = compose(Object.entries(graphs));
    composed[name][composer] = { errors: errors.map((error) => error.message), schema: schema ?? "" };
  }
}
process.stdout.write(JSON.stringify(composed));
