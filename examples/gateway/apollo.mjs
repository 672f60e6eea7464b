// node apollo.mjs SUPERGRAPH.graphql PORT   serves the supergraph with Apollo's gateway.
import { readFileSync } from "node:fs";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

const [file, port] = process.argv.slice(2);
const gateway = new ApolloGateway({ supergraphSdl: readFileSync(file, "utf8") });
const server = new ApolloServer({ gateway, nodeEnv: "production", introspection: true });
await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: Number(port), path: "/graphql" } });
