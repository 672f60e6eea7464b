// The peer: @neo4j/graphql on Apollo Server over the same graph. PORT for questions, PORT + 1 for `_entities`.
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { Neo4jGraphQL } from "@neo4j/graphql";
import neo4j from "neo4j-driver";

const node = "@node";
const typeDefs = (key) => `
  type University ${node} ${key} {
    id: String!
    name: String!
    kind: String!
    status: String!
    statusSince: Date
    founded: Int
    website: String
    studentBand: String
    fields: [String!]
    seats: [City!]! @relationship(type: "LOCATED_IN", direction: OUT)
    names: [Name!]! @relationship(type: "NAMED", direction: OUT)
    contacts: [Contact!]! @relationship(type: "BETWEEN", direction: IN)
  }
  type City ${node} {
    id: String!
    name: String!
    latitude: Float
    longitude: Float
    country: [Country!]! @relationship(type: "IN_COUNTRY", direction: OUT)
  }
  type Country ${node} { id: String! code: String! name: String! }
  type Name ${node} { id: String! value: String! language: String! kind: String! }
  type Office ${node} { id: String! name: String! }
  type Contact ${node} ${key} {
    id: String!
    slug: String!
    stage: String!
    since: Date!
    until: Date
    lastActivity: Date
    outcome: String
    demo: Boolean
    parties: [University!]! @relationship(type: "BETWEEN", direction: OUT)
    office: [Office!]! @relationship(type: "FACILITATED_BY", direction: OUT)
  }
`;
const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n`;

const features = { filters: { String: { GT: true } } };
const plugins = [ApolloServerPluginInlineTraceDisabled()];
const port = Number(process.env.PORT);
const driver = neo4j.driver(
  process.env.NEO4J_URI,
  neo4j.auth.basic(process.env.NEO4J_USER, process.env.NEO4J_PASSWORD),
  { telemetryDisabled: true, notificationFilter: { minimumSeverityLevel: "OFF" } },
);

async function serve(schema, at) {
  const server = new ApolloServer({ schema, introspection: false, includeStacktraceInErrorResponses: false, plugins });
  await startStandaloneServer(server, {
    listen: { port: at, host: "127.0.0.1" },
    context: async () => ({ sessionConfig: { database: process.env.NEO4J_DATABASE, defaultAccessMode: "READ" } }),
  });
}

await serve(await new Neo4jGraphQL({ typeDefs: typeDefs(""), driver, features }).getSchema(), port);
const subgraph = new Neo4jGraphQL({ typeDefs: link + typeDefs('@key(fields: "id")'), driver, features });
await serve(await subgraph.getSubgraphSchema(), port + 1);
console.log("ready");
