// The peer: @neo4j/graphql behind Apollo Server, set as a careful user of both would set them.
//     node bench/peer/server.mjs PORT      (NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE)
// One schema, that of a subgraph: it answers ordinary questions as quickly as the plain one.
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import neo4j from "neo4j-driver";
import { library } from "./library.mjs";

const { NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE = "neo4j" } = process.env;
const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD), {
  maxConnectionPoolSize: 100,
  fetchSize: -1,
  telemetryDisabled: true,
  notificationFilter: { minimumSeverityLevel: "OFF" },
});
const server = new ApolloServer({
  schema: await library(driver).getSubgraphSchema(),
  introspection: false,
  plugins: [ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled()],
});
const sessionConfig = { database: NEO4J_DATABASE, defaultAccessMode: neo4j.session.READ };
await startStandaloneServer(server, {
  listen: { host: "127.0.0.1", port: Number(process.argv[2]) },
  context: async () => ({ sessionConfig }),
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, async () => {
    await server.stop();
    await driver.close();
  });
}
