// GraphiQL against the address it is served from; ?query=…&variables=… fill the editors and follow what is typed.
import { GraphiQL } from 'graphiql';
import { getOperationAST } from 'graphql';
import { createClient } from 'graphql-sse';
import { createRoot } from 'react-dom/client';
import './graphiql.css';
import { authorization } from './key.js';

const WORKERS = { graphql: 'graphql.worker.js', json: 'json.worker.js' };
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(new URL(WORKERS[label] ?? 'editor.worker.js', import.meta.url)),
};

const FIRST_QUERY = `# Ctrl-Enter runs, Ctrl-Space completes,
# the book on the left explains every type.

query FirstLook {
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`;

async function ask(parameters, options) {
  const headers = new Headers({
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    ...authorization(), // of who has signed in on the other page
  });
  for (const [name, value] of Object.entries(options?.headers ?? {})) headers.set(name, value);
  const response = await fetch(location.pathname, { method: 'POST', headers, body: JSON.stringify(parameters) });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The server answered ${response.status} ${response.statusText}, and not in JSON: ${text.slice(0, 200)}`);
  }
}

// A subscription is told event by event; where its key ends, or the registry stops, it is not begun again.
function follow(parameters, options) {
  return createClient({ url: location.pathname, headers: options?.headers, retryAttempts: 0 }).iterate(parameters);
}

function answer(parameters, options) {
  const asked = options?.documentAST && getOperationAST(options.documentAST, parameters.operationName);
  return asked?.operation === 'subscription' ? follow(parameters, options) : ask(parameters, options);
}

function remember(name, text) {
  const address = new URL(location.href);
  if (text) address.searchParams.set(name, text);
  else address.searchParams.delete(name);
  history.replaceState(null, '', address);
}

// Cyrillic next to Latin is what this registry is made of, not a trap to be boxed in yellow.
const { editor } = await import('monaco-graphql/esm/monaco-editor.js');
editor.onDidCreateEditor((created) => created.updateOptions({ unicodeHighlight: { ambiguousCharacters: false } }));

const given = new URLSearchParams(location.search);

createRoot(document.getElementById('graphiql')).render(
  <GraphiQL
    fetcher={answer}
    defaultQuery={FIRST_QUERY}
    initialQuery={given.get('query') ?? undefined}
    initialVariables={given.get('variables') ?? undefined}
    onEditQuery={(text) => remember('query', text)}
    onEditVariables={(text) => remember('variables', text)}
  >
    <GraphiQL.Logo><a className="home" href="./">Partner registry</a></GraphiQL.Logo>
  </GraphiQL>,
);
