// Elements of the page. Text goes in as text, never as markup.

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; strings become text. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(attribute, '');
    else if (value !== false && value != null) made.setAttribute(attribute, String(value));
  }
  made.append(...children.filter((child) => child));
  return made;
}

/** A button that does something. */
function button(label, act, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, label);
  made.addEventListener('click', act);
  return made;
}

/** A link out of the page, or plain text where there is no safe address. */
function link(text, url) {
  if (!url || !url.startsWith('https://')) return document.createTextNode(text);
  return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, text);
}

/** A number with its noun: 1 claim, 2 claims. */
function counted(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** An element of a drawing. */
function drawing(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  made.append(...children);
  return made;
}
