// examples/following/socket.mjs
// Follows changes over a WebSocket: node socket.mjs ADDRESS [CURSOR]; KEY in the environment says who asks.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [address, after] = process.argv.slice(2);
const key = process.env.KEY;
const query = 'subscription ($after: String) { changed(after: $after) { cursor kind entityType entityId } }';
const PAUSE = 1000; // milliseconds until a stream that was cut is begun again

const client = createClient({
  url: `${address.replace('http', 'ws')}/graphql`,
  webSocketImpl: WebSocket,
  connectionParams: key ? { Authorization: `Bearer ${key}` } : {},
  retryAttempts: 0, // the loop below begins again, and after the last cursor
});

let cursor = after;
client.on('ping', (received, heartbeat) => { if (received) cursor = heartbeat?.cursor ?? cursor; });
for (;;) {
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after: cursor } })) {
      if (errors) throw errors;
      console.log(JSON.stringify(data.changed));
      cursor = data.changed.cursor;
    }
  } catch (reason) {
    console.error(JSON.stringify(reason.code ?? reason));
    if (Array.isArray(reason) || (reason.code >= 4400 && reason.code < 4500)) break; // it would be the same again
  }
  await new Promise((resume) => { setTimeout(resume, PAUSE); });
}
