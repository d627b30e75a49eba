// Which claims the reader wants to see.

const yearOf = (one) => content.documents[one.document].year ?? null;
const evidenceOf = claims.flatMap((claim) => claim.evidence);
const allYears = evidenceOf.map(yearOf).filter((year) => year != null);
const span = allYears.length ? [allYears.reduce((a, b) => Math.min(a, b)), allYears.reduce((a, b) => Math.max(a, b))] : null;
const manyYears = span != null && span[0] < span[1];
const form = byId('filter-form');
const boxesOf = {}; // of each filter: its boxes, each with the value it stands for
let wanted = {};

/** Whether an item of evidence fits the filters of certainty and year. */
function evidenceFits(one) {
  if (!wanted.certainty.has(one.certainty)) return false;
  if (!manyYears || (wanted.from <= span[0] && wanted.to >= span[1])) return true;
  const year = yearOf(one);
  return year != null && year >= wanted.from && year <= wanted.to;
}

/** Whether a claim fits: what it says, its ends, and one of its sentences. */
function fits(claim) {
  return (
    wanted.predicate.has(claim.predicate) &&
    wanted.polarity.has(claim.denied ? 'denied' : 'affirmed') &&
    claim.belief >= wanted.belief &&
    wanted.type.has(concepts[claim.subject].type) &&
    wanted.type.has(concepts[claim.object].type) &&
    (!claim.evidence.length || claim.evidence.some(evidenceFits))
  );
}

function counts(values) {
  const found = new Map();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function checkboxes(name, title, found, shown, { open = false } = {}) {
  boxesOf[name] = [...found].map(([value]) => [element('input', { type: 'checkbox', checked: true }), value]);
  const boxes = boxesOf[name].map(([box, value]) =>
    element('label', {}, box, ` ${shown(value)} `,
      element('span', { class: 'count' }, found.get(value).toLocaleString('en'))));
  const choose = (checked) => () => {
    for (const [box] of boxesOf[name]) box.checked = checked;
    form.dispatchEvent(new Event('input'));
  };
  const group = element('fieldset', {}, element('legend', { class: 'hidden' }, title), ...boxes);
  if (boxes.length > 3) {
    group.append(element('p', { class: 'choose' }, button('all', choose(true)), button('none', choose(false))));
  }
  return element('details', { open }, element('summary', {}, title), group);
}

function makeFilters() {
  const byNumber = (found) => new Map([...found].sort((a, b) => b[1] - a[1]));
  const types = byNumber(counts(concepts.map((concept) => concept.type)));
  const certainties = counts(evidenceOf.map((one) => one.certainty));
  const order = [...new Set(['certain', 'probable', 'possible', ...certainties.keys()])].filter((value) => certainties.has(value));
  const belief = element('input', { type: 'range', name: 'belief', min: 0, max: 1, step: 0.05, value: 0, id: 'belief' });
  byId('filter-fields').append(
    element('p', { class: 'field' }, element('label', { for: 'belief' }, 'Belief at least '),
      element('output', { id: 'belief-value', for: 'belief' }, '0'), belief),
    checkboxes('polarity', 'Affirmed or denied', counts(claims.map((claim) => (claim.denied ? 'denied' : 'affirmed'))),
      (value) => value, { open: true }),
    checkboxes('certainty', 'How surely it is said', new Map(order.map((value) => [value, certainties.get(value)])),
      (value) => value, { open: true }),
    checkboxes('predicate', 'What is claimed', byNumber(counts(claims.map((claim) => claim.predicate))), words),
    checkboxes('type', 'Kinds of concepts', types, (value) => typeOf({ type: value }).name),
  );
  if (manyYears) {
    const year = (name, label, value) =>
      element('label', {}, `${label} `, element('input', { type: 'number', name, min: span[0], max: span[1], value }));
    byId('filter-fields').append(element('fieldset', { class: 'years' }, element('legend', {}, 'Year of publication'),
      year('from', 'from', span[0]), year('to', 'to', span[1])));
  }
}

function readFilters() {
  const given = new FormData(form);
  const chosen = (name) => new Set(boxesOf[name].filter(([box]) => box.checked).map(([, value]) => value));
  const number = (name, otherwise) => (given.get(name) ? Number(given.get(name)) : otherwise);
  wanted = {
    predicate: chosen('predicate'),
    polarity: chosen('polarity'),
    certainty: chosen('certainty'),
    type: chosen('type'),
    belief: Number(given.get('belief')),
    from: number('from', -Infinity),
    to: number('to', Infinity),
  };
  byId('belief-value').textContent = wanted.belief.toFixed(2);
}

/** Make the filters and call `changed` whenever they do. */
function startFilters(changed) {
  makeFilters();
  readFilters();
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', () => { readFilters(); changed(); });
  form.addEventListener('reset', () => setTimeout(() => { readFilters(); changed(); }));
}
