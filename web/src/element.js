// element('p.note', {lang: 'en'}, 'text', child): properties, not markup, so no answer can inject any.
export function element(name, ...rest) {
  const [tag, ...classes] = name.split('.');
  const node = document.createElement(tag);
  if (classes.length > 0) node.className = classes.join(' ');
  const [first] = rest;
  if (first && typeof first === 'object' && !(first instanceof Node) && !Array.isArray(first)) Object.assign(node, rest.shift());
  node.append(...rest.flat().filter((child) => child !== null));
  return node;
}
