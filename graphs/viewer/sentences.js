// Sentences with their words marked.

const ROLES = { subject: 'subject', object: 'object', trigger: 'what is claimed', negation: 'denial', hedge: 'doubt', novelty: 'novelty' };

/** The sentence as text, with what lies under marks in elements that say their role; marks that overlap are cut. */
function marked(sentence, given) {
  const cuts = new Set([0, sentence.length]);
  for (const [, start, end] of given) cuts.add(start).add(end);
  const ends = [...cuts].sort((a, b) => a - b);
  const parts = document.createElement('p');
  parts.className = 'sentence';
  parts.dir = 'auto';
  for (let i = 0; i + 1 < ends.length; i += 1) {
    const text = sentence.slice(ends[i], ends[i + 1]);
    const [role] = given.find(([, start, end]) => start <= ends[i] && ends[i + 1] <= end) ?? [];
    parts.append(role && Object.hasOwn(ROLES, role) ? element('mark', { class: role, title: ROLES[role] }, text) : text);
  }
  return parts;
}

/** One item of evidence: sentence, document, and how it is said. */
function evidenceItem(one) {
  const source = content.documents[one.document];
  const said = [one.certainty, one.kind, one.section === 'OTHER' ? null : one.section?.toLowerCase(), `score ${one.score.toFixed(2)}`].filter(Boolean);
  const where = element('p', { class: 'source' }, link(source.id, source.url),
    [source.journal, source.year].filter(Boolean).map((text) => `, ${text}`).join(''));
  const item = element('li', {}, marked(content.sentences[one.sentence], one.marks), where,
    element('p', { class: 'said' }, said.join(' · ')));
  if (one.context.length) {
    item.append(element('p', { class: 'said' }, one.context.map(([role, text]) => `${words(role)}: ${text}`).join(' · ')));
  }
  return item;
}
