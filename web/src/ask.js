// One question to /graphql → {body, status, ms, bytes} or {problem}. A newer question of the same place cancels the older.
import { authorization } from './key.js';

export const REFUSED = 401; // the status where a key opens nothing
const running = new Map();

export async function ask(place, query, variables, words, who = authorization()) {
  running.get(place)?.abort();
  const control = new AbortController();
  running.set(place, control);
  const started = performance.now();
  try {
    const response = await fetch('graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...who },
      body: JSON.stringify({ query, variables }),
      signal: control.signal,
    });
    const text = await response.text();
    const ms = performance.now() - started;
    const body = parsed(text);
    if (body === null) return { problem: words.notJson(response.status) };
    return { body, status: response.status, ms, bytes: new Blob([text]).size };
  } catch {
    return control.signal.aborted ? { superseded: true } : { problem: words.unreachable };
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
