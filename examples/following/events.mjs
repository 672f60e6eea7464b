// examples/following/events.mjs
// Follows changes by server-sent events: node events.mjs ADDRESS [CURSOR]; KEY in the environment says who asks.
import { createClient } from 'graphql-sse';

const [address, after] = process.argv.slice(2);
const key = process.env.KEY;
const query = 'subscription ($after: String) { changed(after: $after) { cursor kind entityType entityId } }';
const PAUSE = 1000; // milliseconds until a stream that was cut is begun again

const client = createClient({
  url: `${address}/graphql`,
  headers: key ? { Authorization: `Bearer ${key}` } : {},
  retryAttempts: 0, // the loop below begins again, and after the last cursor
});

let cursor = after;
for (;;) {
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after: cursor } })) {
      if (errors) throw errors;
      console.log(JSON.stringify(data.changed));
      cursor = data.changed.cursor;
    }
  } catch (reason) {
    const status = reason.response?.status;
    console.error(JSON.stringify(status ?? reason));
    if (Array.isArray(reason) || (status >= 400 && status < 500)) break; // it would be the same again
  }
  await new Promise((resume) => { setTimeout(resume, PAUSE); });
}
