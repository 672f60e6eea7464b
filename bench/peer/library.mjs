// The peer's library over our graph.
import { readFileSync } from "node:fs";
import { Neo4jGraphQL } from "@neo4j/graphql";

export const library = (driver) =>
  new Neo4jGraphQL({
    typeDefs: readFileSync(new URL("types.graphql", import.meta.url), "utf8"),
    driver,
    features: { filters: { String: { GT: true, GTE: true }, ID: { GT: true, GTE: true } } },
  });
