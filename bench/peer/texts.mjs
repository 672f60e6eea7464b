// Reads a JSON list of documents, and prints how many different statements the library makes of them. Runs none.
import { readFileSync } from "node:fs";
import { graphql } from "graphql";
import { library } from "./library.mjs";

const texts = new Set();
const summary = { counters: { updates: () => ({}) } };
const version = { records: [["5.26.0", "community"]], summary }; // it asks for these first
const transaction = {
  run: async (text) => {
    if (text.includes("dbms.components")) return version;
    texts.add(text);
    return { records: [], summary };
  },
};
const session = {
  executeRead: (work) => work(transaction),
  executeWrite: (work) => work(transaction),
  lastBookmarks: () => [],
  close: async () => {},
};
const driver = { session: () => session, executeQuery: () => {} };

const schema = await library(driver).getSubgraphSchema();
for (const source of JSON.parse(readFileSync(0, "utf8"))) {
  const { errors } = await graphql({ schema, source, contextValue: { executionContext: driver } });
  if (errors) throw errors[0];
}
console.log(texts.size);
