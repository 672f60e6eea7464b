// The peer: @neo4j/graphql behind Apollo Server, set as a careful user of both would set them.
//     node bench/peer/server.mjs PORT      (NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE)
import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

process.env.NODE_ENV ??= "production";

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE = "neo4j" } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  maxConnectionPoolSize: 100,
  fetchSize: -1,
  telemetryDisabled: true,
  notificationFilter: { minimumSeverityLevel: "OFF" },
});
const library = new Neo4jGraphQL({
  typeDefs: readFileSync(new URL("types.graphql", import.meta.url), "utf8"),
  driver,
  features: { filters: { String: { GT: true, GTE: true }, ID: { GT: true, GTE: true } } },
});
const server = new ApolloServer({
  schema: await library.getSubgraphSchema(),
  introspection: false,
  plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
});
const { url } = await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: Number(process.argv[2] ?? 0) },
  context: async () => ({ sessionConfig: { database: NEO4J_DATABASE } }),
});
console.log(`answers at ${url}`);

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await server.stop();
    await driver.close();
  });
}
