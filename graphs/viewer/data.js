// What the page holds: concepts and claims point at each other by number.

const { content, marks } = JSON.parse(byId('data').textContent);
const concepts = content.concepts.map((concept, number) => ({
  type: '', xrefs: [], also: [], claims: 0, documents: 0, ...concept, number, touching: [],
}));
const claims = content.claims.map((claim, number) => ({
  denied: false, belief: 0, sentences: 0, documents: 0, evidence: [], ...claim, number,
}));
for (const claim of claims) {
  concepts[claim.subject].touching.push(claim);
  if (claim.object !== claim.subject) concepts[claim.object].touching.push(claim);
  claim.evidence = claim.evidence.map((one) => ({ marks: [], context: [], ...one }));
  const years = claim.evidence.map((one) => content.documents[one.document].year).filter((year) => year != null);
  claim.first = years.length ? Math.min(...years) : null;
  claim.last = years.length ? Math.max(...years) : null;
}

const signs = new Map(marks.signs.flatMap((sign, number) => sign.predicates.map((name) => [name, { ...sign, number }])));
const plainSign = { ...marks.signs[marks.signs.length - 1], number: marks.signs.length };
const signOf = (claim) => signs.get(claim.predicate) ?? plainSign;
const typeOf = (concept) => (Object.hasOwn(marks.types, concept.type) ? marks.types[concept.type] : marks.otherType);
const words = (predicate) => predicate.replaceAll('_', ' ');
const otherEnd = (claim, concept) => (claim.subject === concept.number ? claim.object : claim.subject);

/** A claim in words, as the table and headings have it. */
const inWords = (claim) =>
  `${concepts[claim.subject].name} ${claim.label} ${concepts[claim.object].name}`;
