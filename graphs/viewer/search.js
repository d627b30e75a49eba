// Search of concepts by name, synonym or identifier: a box with a list of what fits.

const FOUND = 12;
const plain = (text) => text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[\s\-‐-–_/]+/g, '');
const names = concepts.map((concept) =>
  [concept.name, concept.id ?? '', concept.key, ...concept.also, ...concept.xrefs].filter(Boolean).map(plain));

/** Concepts that a text may mean: those so called first, then names that begin so, then names that hold it. */
function search(text) {
  const asked = plain(text);
  if (!asked) return [];
  const ranked = concepts.map((concept) => {
    const among = names[concept.number];
    const rank = among.includes(asked) ? 0 : among.some((name) => name.startsWith(asked)) ? 1 : among.some((name) => name.includes(asked)) ? 2 : 3;
    return [rank, -concept.claims, concept];
  });
  return ranked.filter(([rank]) => rank < 3).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, FOUND).map(([, , concept]) => concept);
}

/** Make the search; `onConcept` hears what was chosen. */
function startSearch(onConcept) {
  const [box, list] = [byId('search'), byId('found')];
  let found = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  };
  const choose = (concept) => {
    close();
    box.value = '';
    onConcept(concept);
  };
  const point = (number) => {
    at = found.length ? (number + found.length) % found.length : -1;
    for (const [i, option] of [...list.children].entries()) option.setAttribute('aria-selected', String(i === at));
    if (at >= 0) {
      box.setAttribute('aria-activedescendant', `found-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    }
  };
  box.addEventListener('input', () => {
    found = search(box.value);
    at = -1;
    list.replaceChildren(...found.map((concept, number) => {
      const option = element('li', { role: 'option', id: `found-${number}`, 'aria-selected': 'false' },
        typeDrawing(typeOf(concept)), element('span', { dir: 'auto' }, concept.name),
        element('span', { class: 'count' }, `${concept.id ?? 'not grounded'} · ${counted(concept.claims, 'claim')}`));
      option.addEventListener('mousedown', (event) => { event.preventDefault(); choose(concept); });
      return option;
    }));
    if (box.value.trim() && !found.length) list.append(element('li', { class: 'none' }, 'No such concept in this page'));
    list.hidden = !box.value.trim();
    box.setAttribute('aria-expanded', String(!list.hidden));
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      point(at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1));
    } else if (event.key === 'Enter' && found.length && !list.hidden) {
      event.preventDefault();
      choose(found[Math.max(at, 0)]);
    } else if (event.key === 'Escape') close();
  });
  box.addEventListener('blur', close);
}
