// Any GraphQL answer → something people can read: records, tables for flat rows, branches that open; long lists in steps.
import { element } from './element.js';
import { inSteps } from './steps.js';

const ROWS = { first: 50, step: 200 };
const LINES = { first: 400, step: 2000 };
const WIDEST_TABLE = 7; // columns that still read on a desk screen
const LONG = 40; // characters; a table cell with more keeps a readable width on a phone
const OPEN_DEPTH = 3; // branches above it start open
const TITLES = ['name', 'title', 'label', 'value', 'text', 'sentence', 'slug', 'code', 'kind', 'id'];

const isRecord = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isScalar = (value) => value === null || typeof value !== 'object';
const isConnection = (value) => isRecord(value) && (Array.isArray(value.edges) || Array.isArray(value.nodes));

/** A field's name as words: lastActivity → last activity */
const spoken = (name) => name.replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/_/g, ' ').trim().toLowerCase();

export function readable(data, words) {
  const entries = Object.entries(data);
  if (entries.length === 1 && !isScalar(entries[0][1])) return shown(entries[0][1], words, 0);
  return record(data, words, 0);
}

export function json(body, words) {
  const lines = JSON.stringify(body, null, 2).split('\n');
  const text = element('pre.json', { tabIndex: 0 });
  const box = element('div', text);
  inSteps(box, lines, LINES, (batch) => text.append(`${batch.join('\n')}\n`), words.showingLines, words);
  return box;
}

function shown(value, words, depth) {
  if (isScalar(value)) return scalar(value, words);
  if (isConnection(value)) return connection(value, words, depth);
  if (Array.isArray(value)) return list(value, words, depth);
  return record(value, words, depth);
}

function scalar(value, words) {
  if (value === null) return element('span.none', '—');
  if (typeof value === 'boolean') return element('span', value ? words.yes : words.no);
  if (typeof value === 'number') return element('span.number', String(Number.isInteger(value) ? value : +value.toFixed(3)));
  if (/^https?:\/\/\S+$/.test(value)) return element('a', { href: value, rel: 'noopener noreferrer' }, value);
  return element(value.length > LONG ? 'span.long' : 'span', value);
}

/** {country: {name, code}} says enough on one line */
function isInline(value) {
  if (isScalar(value)) return true;
  if (Array.isArray(value)) return value.length <= 5 && value.every(isScalar);
  const parts = Object.values(value);
  return parts.length > 0 && parts.length <= 3 && parts.every(isScalar);
}

function inline(value, words) {
  if (isScalar(value)) return scalar(value, words);
  const parts = Array.isArray(value) ? value.map((part) => [null, part]) : Object.entries(value);
  if (parts.length === 0) return element('span.none', '—');
  return element(
    'span.parts',
    parts.map(([name, part]) => Object.assign(scalar(part, words), name ? { title: name } : {})),
  );
}

function record(value, words, depth) {
  const short = element('dl.record');
  const box = element('div.fields', short);
  for (const [name, part] of Object.entries(value)) {
    if (isInline(part)) short.append(element('div', element('dt', { title: name }, spoken(name)), element('dd', inline(part, words))));
    else box.append(branch(spoken(name), part, words, depth + 1));
  }
  if (!short.hasChildNodes()) short.remove();
  return box;
}

/** {edges: [{score, node: {…}}], totalCount} → the page's own facts, then rows of node and edge fields */
function connection(value, words, depth) {
  const { edges, nodes, pageInfo, ...rest } = value;
  const rows = nodes ?? edges.map((edge) => merged(edge));
  const { startCursor, endCursor, ...page } = pageInfo ?? {};
  const facts = { ...rest, ...page };
  const above = Object.keys(facts).length > 0 ? element('div.page', record(facts, words, depth)) : null;
  return element('div.fields', [above, list(rows, words, depth)]);
}

function merged(edge) {
  if (!isRecord(edge) || !isRecord(edge.node)) return edge;
  const { node, cursor, ...onEdge } = edge;
  return { ...onEdge, ...node };
}

function list(rows, words, depth) {
  if (rows.length === 0) return element('p.none', words.empty);
  if (rows.every(isScalar)) return steps(element('ul.scalars'), rows, words, (row) => element('li', scalar(row, words)));
  const columns = tableColumns(rows);
  if (columns) return table(rows, columns, words);
  return steps(element('ol.items'), rows, words, (row, index) => element('li', item(row, index, rows.length, words, depth)));
}

function steps(box, rows, words, drawn) {
  const outer = element('div', box);
  inSteps(outer, rows, ROWS, (batch, start) => box.append(...batch.map((row, index) => drawn(row, start + index))), words.showing, words);
  return outer;
}

function tableColumns(rows) {
  const columns = new Set();
  for (const row of rows) {
    if (!isRecord(row) || !Object.values(row).every(isInline)) return null;
    Object.keys(row).forEach((name) => columns.add(name));
    if (columns.size > WIDEST_TABLE) return null;
  }
  return columns.size > 0 ? [...columns] : null;
}

function table(rows, columns, words) {
  const body = element('tbody');
  const head = element('thead', element('tr', columns.map((name) => element('th', { scope: 'col', title: name }, spoken(name)))));
  const outer = element('div', element('div.wide', { role: 'region', ariaLabel: words.scroll, tabIndex: 0 }, element('table', head, body)));
  const line = (row) => element('tr', columns.map((name) => element('td', inline(row[name] ?? null, words))));
  inSteps(outer, rows, ROWS, (batch) => body.append(...batch.map(line)), words.showing, words);
  return outer;
}

function item(row, index, count, words, depth) {
  if (isScalar(row)) return scalar(row, words);
  const open = depth < OPEN_DEPTH && (index === 0 || count <= 3);
  return folded(element('span', title(row) ?? `${index + 1}`), aside(row), row, words, depth + 1, open);
}

function branch(name, value, words, depth) {
  const rows = Array.isArray(value) ? value : isConnection(value) ? (value.edges ?? value.nodes) : null;
  return folded(element('span.key', name), rows ? String(rows.length) : null, value, words, depth, depth < OPEN_DEPTH);
}

/** A closed branch is drawn when it is first opened, so a large answer costs what is looked at. */
function folded(head, note, value, words, depth, open) {
  const box = element('details', element('summary', head, note === null ? null : element('span.count', note)));
  const draw = () => box.childElementCount === 1 && box.append(shown(value, words, depth));
  if (open) draw();
  else box.addEventListener('toggle', draw, { once: true });
  box.open = open;
  return box;
}

function title(row) {
  const own = TITLES.find((name) => typeof row[name] === 'string' && row[name]);
  const inner = Object.values(row).find((part) => isRecord(part) && TITLES.some((name) => typeof part[name] === 'string'));
  if (inner && (!own || own === 'id' || own === 'kind')) return title(inner);
  return own ? row[own] : null;
}

const aside = (row) => (typeof row.score === 'number' ? row.score.toFixed(2) : null);
