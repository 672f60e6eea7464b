// Who is signed in, in a line, and the field for a key.
import { ask, REFUSED } from './ask.js';
import { element } from './element.js';
import { authorization, canBeSent, forgetKey, keepKey, keptKey } from './key.js';

const VIEWER = '{ viewer { role name institutions { name } offices { name } } }';

const box = document.getElementById('session');
const [line, opener, leaver, form] = ['.who', '.opener', '.leaver', 'form'].map((each) => box.querySelector(each));
const [field, problem] = ['input', '.problem'].map((each) => form.querySelector(each));

// `words` gives the words of the page; `changed` is called when somebody else asks than before.
export function makeSession(words, changed) {
  let viewer = null;
  let trouble = '';

  function draw() {
    const nobody = [trouble, words().anonymous].filter(Boolean).join(' ');
    line.replaceChildren(...(viewer?.name ? named(viewer, words()) : [nobody]));
    opener.hidden = Boolean(keptKey());
    opener.textContent = form.hidden ? words().signIn : words().cancel;
    opener.ariaExpanded = String(!form.hidden);
    leaver.hidden = !keptKey();
  }

  async function look() {
    const { body, problem: failed, status, superseded } = await ask('viewer', VIEWER, {}, words());
    if (superseded) return;
    if (status === REFUSED && keptKey()) return refuse(reasonIn(body));
    viewer = body?.data?.viewer ?? null;
    if (!viewer) trouble = failed ?? reasonIn(body);
    draw();
  }

  async function enter(key) {
    if (!canBeSent(key)) return complain(words().notKey);
    const { body, problem: failed, superseded } = await ask('viewer', VIEWER, {}, words(), authorization(key));
    if (superseded) return;
    if (!body?.data?.viewer) return complain(failed ?? reasonIn(body));
    keepKey(key);
    viewer = body.data.viewer;
    trouble = '';
    show(false);
    draw();
    leaver.focus();
    changed();
  }

  // The key that was kept opens nothing any more.
  function refuse(reason) {
    leave();
    trouble = reason;
    draw();
  }

  function leave() {
    forgetKey();
    viewer = null;
    trouble = '';
    draw();
    look();
    changed();
  }

  opener.addEventListener('click', () => {
    show(form.hidden);
    draw();
  });
  leaver.addEventListener('click', () => {
    leave();
    opener.focus();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    enter(field.value.trim());
  });
  return { draw, look, refuse };
}

function named({ role, name, institutions, offices }, words) {
  const whose = [...institutions, ...offices].map((each) => each.name);
  const rest = [words.roles[role], ...whose].filter(Boolean).map((each) => ` · ${each}`);
  return [`${words.signedIn} `, element('strong', name), ...rest];
}

export const reasonIn = (body) => body?.errors?.[0]?.message ?? '';

function show(open) {
  form.hidden = !open;
  problem.replaceChildren();
  field.value = '';
  field.ariaInvalid = null;
  if (open) field.focus();
}

function complain(reason) {
  problem.replaceChildren(reason);
  field.ariaInvalid = 'true';
  field.select();
}
