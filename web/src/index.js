// The page for people: example questions with their answers, and a search box.
import { json, readable } from './answer.js';
import { ask, REFUSED } from './ask.js';
import { element } from './element.js';
import { keptKey } from './key.js';
import { makeSession, reasonIn } from './session.js';
import { keepLanguage, preferredLanguage, sayChrome, WORDS } from './words.js';

const SEARCH = `query Find($text: String!) {
  search(text: $text, first: 8) {
    edges { score node { id name country { name code } } }
  }
}`;
const PAUSE_MS = 250; // after the last key, before asking

const $ = (id) => document.getElementById(id);
const state = { language: preferredLanguage(), examples: null, problem: null, example: null, outcome: null, view: 'read', found: null };
const words = () => WORDS[state.language];

const session = makeSession(words, askAgain);

// An answer; where the kept key opens nothing any more, it is forgotten, and what is shown is asked again without it.
async function answerTo(place, query, variables) {
  const outcome = await ask(place, query, variables, words());
  if (outcome.status !== REFUSED || !keptKey()) return outcome;
  session.refuse(reasonIn(outcome.body));
  return { superseded: true };
}

function askAgain() {
  if (state.example) choose(state.example);
  search();
}

function graphiqlAddress({ query, variables }) {
  const given = new URLSearchParams({ query });
  if (variables && Object.keys(variables).length > 0) given.set('variables', JSON.stringify(variables, null, 2));
  return `graphql?${given}`;
}

// ── questions ──

async function loadExamples() {
  try {
    const response = await fetch('examples.json', { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    state.examples = await response.json();
  } catch (error) {
    state.problem = error.message;
  }
  drawExamples();
  const named = state.examples?.find(({ name }) => `#${name}` === decodeURIComponent(location.hash));
  if (named) choose(named);
}

function drawExamples() {
  const list = $('examples');
  list.ariaBusy = String(!state.examples && !state.problem);
  if (state.problem) return list.replaceChildren(element('li.note', `${words().noExamples} ${state.problem}`));
  list.replaceChildren(...(state.examples ?? []).map(card));
}

function card(example) {
  const button = element(
    'button.card',
    { type: 'button', lang: 'en', ariaPressed: String(state.example === example) },
    element('strong', example.title),
    element('span', example.question),
  );
  button.dataset.name = example.name;
  button.addEventListener('click', () => choose(example, true));
  return element('li', button);
}

async function choose(example, byHand = false) {
  state.example = example;
  state.outcome = null;
  history.replaceState(null, '', `#${encodeURIComponent(example.name)}`);
  for (const button of $('examples').querySelectorAll('.card')) button.ariaPressed = String(button.dataset.name === example.name);
  drawAnswer();
  if (byHand) bringIntoView();
  const outcome = await answerTo('answer', example.query, example.variables ?? {});
  if (outcome.superseded) return;
  state.outcome = outcome;
  drawAnswer();
  if (byHand) bringIntoView(); // again: a short page could not scroll this far before
}

function bringIntoView() {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  $('answer').focus({ preventScroll: true });
  if (matchMedia('(max-width: 60rem)').matches) $('answer').scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
}

// ── the answer ──

function drawAnswer() {
  const { example, outcome } = state;
  const box = $('answer');
  box.ariaBusy = String(Boolean(example) && !outcome);
  if (!example) return box.replaceChildren(element('h2', { id: 'answer-title' }, words().answer), element('p.pick', words().pick));
  box.replaceChildren(
    element('h2', { id: 'answer-title', lang: 'en' }, example.title),
    element('p.question', { lang: 'en' }, example.question),
    element('div.bar', views(), element('a.button', { href: graphiqlAddress(example) }, words().open)),
    element('p.status', { role: 'status' }, statusText(outcome)),
    element('div.body', { tabIndex: 0, role: 'region', ariaLabel: words().answer }, ...drawnView(example, outcome)),
    element('a.back', { href: '#examples-title', onclick: backToQuestions }, words().back),
  );
}

function statusText(outcome) {
  if (!outcome) return words().asking;
  if (outcome.problem) return words().failed;
  const number = (value) => new Intl.NumberFormat(words().locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  return words().took(number(outcome.ms), number(outcome.bytes / 1000));
}

function views() {
  const button = (view) => {
    const node = element('button', { type: 'button', ariaPressed: String(state.view === view) }, words()[view]);
    node.addEventListener('click', () => {
      state.view = view;
      drawAnswer();
      $('answer').querySelector(`.views [aria-pressed=true]`).focus();
    });
    return node;
  };
  return element('div.views', { role: 'group', ariaLabel: words().views }, ['read', 'json', 'query'].map(button));
}

function drawnView(example, outcome) {
  if (state.view === 'query') return asked(example);
  if (!outcome) return [];
  if (outcome.problem) return [element('p.problem', { role: 'alert' }, outcome.problem)];
  if (state.view === 'json') return [json(outcome.body, words())];
  const { data, errors } = outcome.body;
  return [errors?.length ? problems(errors) : null, data ? readable(data, words()) : null].filter(Boolean);
}

function asked({ query, variables }) {
  const parts = [element('pre.json', { tabIndex: 0 }, query.trim())];
  if (variables && Object.keys(variables).length > 0) parts.push(element('h3', words().variables), element('pre.json', { tabIndex: 0 }, JSON.stringify(variables, null, 2)));
  return parts;
}

function problems(errors) {
  const line = ({ message, extensions, path }) =>
    element('li', message, extensions?.code ? element('code', extensions.code) : null, path ? element('code', path.join('.')) : null);
  return element('div.problem', { role: 'alert' }, element('strong', words().errors), element('ul', errors.map(line)));
}

function backToQuestions(event) {
  event.preventDefault();
  const pressed = $('examples').querySelector('[aria-pressed=true]');
  pressed?.focus({ preventScroll: true });
  $('examples-title').scrollIntoView();
}

// ── search ──

let pause = null;

async function search() {
  clearTimeout(pause);
  const text = $('text').value.trim();
  if (!text) {
    state.found = null;
    return drawFound();
  }
  const outcome = await answerTo('search', SEARCH, { text });
  if (outcome.superseded || $('text').value.trim() !== text) return;
  state.found = { text, outcome };
  drawFound();
}

function drawFound() {
  const box = $('found');
  if (!state.found) return box.replaceChildren();
  const { text, outcome } = state.found;
  const problem = outcome.problem ?? outcome.body.errors?.[0]?.message;
  if (problem) return box.replaceChildren(element('p.problem', problem));
  const edges = outcome.body.data?.search?.edges ?? [];
  if (edges.length === 0) return box.replaceChildren(element('p.note', words().nothing(text)));
  box.replaceChildren(
    element('ol.found', edges.map(foundLine)),
    element('p.note', `${statusText(outcome)} · `, element('a', { href: graphiqlAddress({ query: SEARCH, variables: { text } }) }, words().open)),
  );
}

function foundLine({ score, node }) {
  return element(
    'li',
    element('span', element('strong', node.name ?? node.id), node.country ? element('span.place', node.country.name) : null),
    element('code', node.id),
    typeof score === 'number' ? element('span.number', score.toFixed(2)) : null,
  );
}

// ── start ──

function speak(language) {
  state.language = language;
  sayChrome(words(), language);
  session.draw();
  drawExamples();
  drawAnswer();
  drawFound();
}

for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => {
    keepLanguage(button.dataset.language);
    speak(button.dataset.language);
  });
}
document.querySelector('.search').addEventListener('submit', (event) => {
  event.preventDefault();
  search();
});
$('text').addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE_MS);
});
speak(state.language);
session.look();
loadExamples();
