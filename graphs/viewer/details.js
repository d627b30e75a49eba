// The panel that tells of the concept or claim that was chosen.

const panel = byId('details');

function facts(...pairs) {
  return element('dl', {}, ...pairs.filter(([, value]) => value != null && value !== '')
    .flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

const years = (claim) => (claim.first == null ? null : claim.first === claim.last ? `${claim.first}` : `${claim.first}–${claim.last}`);

function closing(close) {
  return button('×', close, { class: 'close', 'aria-label': 'Close the details' });
}

/** Tell of a claim: its sentences, and what else is claimed of the two. */
function showClaim(claim, { onConcept, onClaim, onClose }) {
  const [subject, object] = [concepts[claim.subject], concepts[claim.object]];
  const fitting = claim.evidence.filter(evidenceFits);
  const same = subject.touching.filter((other) => other !== claim && otherEnd(other, subject) === object.number);
  panel.replaceChildren(
    closing(onClose),
    element('h2', {}, button(subject.name, () => onConcept(subject), { class: 'name' }), ' ',
      element('span', { class: `claim ${signOf(claim).sign}` }, claim.label), ' ',
      button(object.name, () => onConcept(object), { class: 'name' })),
    facts(['Belief', claim.belief.toFixed(2)], ['Polarity', claim.denied ? 'denied' : 'affirmed'],
      ['Evidence', `${counted(claim.sentences, 'claim')} in ${counted(claim.documents, 'document')}`], ['Years', years(claim)]),
    element('h3', {}, 'Sentences'),
    element('ol', { class: 'evidence' }, ...fitting.map(evidenceItem)),
  );
  const hidden = claim.evidence.length - fitting.length;
  const absent = claim.sentences - claim.evidence.length;
  if (hidden) panel.append(element('p', { class: 'note' }, `${counted(hidden, 'sentence does', 'sentences do')} not fit the filters.`));
  if (absent) panel.append(element('p', { class: 'note' }, `${counted(absent, 'more sentence is', 'more sentences are')} not in this page.`));
  if (same.length) {
    panel.append(element('h3', {}, 'Also claimed of these two'), element('ul', { class: 'others' },
      ...same.map((other) => element('li', {}, button(inWords(other), () => onClaim(other)),
        element('span', { class: 'count' }, ` ${other.belief.toFixed(2)}`)))));
  }
}

/** Tell of a concept: its names, and its claims, each a button. */
function showConcept(concept, { onClaim, onClose, onExpand, onHide, onAlone }) {
  const missing = missingNeighbours(concept).length;
  const touching = concept.touching.filter(fits);
  panel.replaceChildren(
    closing(onClose),
    element('h2', {}, concept.name),
    facts(['Kind', typeOf(concept).name], ['Identifier', concept.id ? link(concept.id, concept.url) : 'none: not grounded'],
      ['Also', concept.also.join(', ')], ['Equivalents', concept.xrefs.join(', ')],
      ['Claims', `${counted(concept.claims, 'claim')} in ${counted(concept.documents, 'document')}`]),
    element('p', { class: 'actions' },
      missing ? button(missing > 12 ? `Add 12 of ${missing} more neighbours` : `Add ${counted(missing, 'more neighbour')}`, onExpand, { class: 'expand' }) : null,
      button('Only it and its neighbours', onAlone), button('Remove it', onHide)),
    element('h3', {}, 'Its claims that fit the filters'),
    element('ul', { class: 'others' }, ...touching.slice(0, 40).map((claim) =>
      element('li', {}, button(inWords(claim), () => onClaim(claim)), element('span', { class: 'count' }, ` ${claim.belief.toFixed(2)}`)))),
  );
  if (touching.length > 40) panel.append(element('p', { class: 'note' }, `${(touching.length - 40).toLocaleString('en')} more: the table lists those in the picture.`));
}

/** What the panel says where nothing is chosen. */
function showNothing() {
  panel.replaceChildren(
    element('h2', {}, 'Nothing chosen'),
    element('p', {}, 'Click a line, or a claim in the table, to read its sentences. Click a concept to see its names, or to add its neighbours.'),
  );
}
