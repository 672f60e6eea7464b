// Long lists: draw the first few, then more on request ("Showing first N of M").
import { element } from './element.js';

export function inSteps(box, all, { first, step }, draw, said, words) {
  let done = Math.min(first, all.length);
  draw(all.slice(0, done), 0);
  if (done === all.length) return;
  const count = element('span', { role: 'status' });
  const more = element('button.quiet', { type: 'button' });
  const rest = element('p.more', count, more);
  const say = () => {
    const number = new Intl.NumberFormat(words.locale);
    count.textContent = said(number.format(done), number.format(all.length));
    more.textContent = words.more(number.format(Math.min(step, all.length - done)));
    more.hidden = done === all.length;
  };
  more.addEventListener('click', () => {
    const next = Math.min(done + step, all.length);
    draw(all.slice(done, next), done);
    done = next;
    say();
  });
  say();
  box.append(rest);
}
