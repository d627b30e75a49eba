// Puts the parts of the page together.

let chosen = null; // the claim that was opened

function tellScope() {
  const of = (held, all, noun) => (held < all ? `${held.toLocaleString('en')} of ${counted(all, noun)}` : counted(all, noun));
  const about = content.about.length ? `Around ${content.about.map((number) => concepts[number].name).join(', ')}. ` : '';
  byId('scope').textContent = `${about}This page holds ${of(concepts.length, content.n_concepts, 'concept')} and ${of(claims.length, content.n_claims, 'distinct claim')}.`;
}

function refresh() {
  fillTable(redraw(chosen?.number));
  markRow(chosen);
}

function openNothing() {
  if (panel.contains(document.activeElement)) {
    (document.querySelector(`#rows tr[data-claim="${chosen?.number}"] button`) ?? byId('search')).focus({ preventScroll: true });
  }
  chosen = null;
  showNothing();
  highlight(null);
  markRow(null);
}

/** Bring what was opened into sight where it does not lie in it, on narrow screens below the picture. */
function reveal() {
  if (matchMedia('(max-width: 60rem)').matches) panel.scrollIntoView({ block: 'nearest' });
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
}

function openConcept(concept) {
  chosen = null;
  bring(concept);
  refresh();
  const node = graph.getElementById(`n${concept.number}`);
  highlight(node);
  const box = graph.extent();
  const { x, y } = node.position();
  if (x < box.x1 || x > box.x2 || y < box.y1 || y > box.y2) graph.center(node);
  const again = (act) => () => { act(); openConcept(concept); };
  showConcept(concept, {
    onClaim: openClaimDetails,
    onClose: openNothing,
    onExpand: () => { expand(concept); openConcept(concept); fit(graph.getElementById(`n${concept.number}`).closedNeighborhood()); },
    onHide: () => { picture.delete(concept.number); openNothing(); refresh(); },
    onAlone: again(() => {
      const near = new Set(concept.touching.filter(fits).map((claim) => otherEnd(claim, concept)));
      for (const number of [...picture]) if (number !== concept.number && !near.has(number)) picture.delete(number);
    }),
  });
  reveal();
}

function openClaimDetails(claim) {
  bring(concepts[claim.subject]);
  bring(concepts[claim.object]);
  chosen = claim;
  refresh();
  highlight(graph.getElementById(`c${claim.number}`));
  showClaim(claim, { onConcept: openConcept, onClaim: openClaimDetails, onClose: openNothing });
  reveal();
}

makeLegend();
tellScope();
startFilters(() => { openNothing(); refresh(); });
startPicture({ onConcept: openConcept, onClaim: openClaimDetails, onNothing: openNothing });
startTable({ onClaim: openClaimDetails, refill: refresh });
startSearch(openConcept);
showNothing();
fillTable(firstPicture());
byId('fit').addEventListener('click', () => fit());
byId('closer').addEventListener('click', () => graph.zoom({ level: graph.zoom() * 1.3, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } }));
byId('farther').addEventListener('click', () => graph.zoom({ level: graph.zoom() / 1.3, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } }));
byId('again').addEventListener('click', () => { openNothing(); fillTable(firstPicture()); });
byId('lines').addEventListener('input', refresh);
if (matchMedia('(max-width: 60rem)').matches) for (const box of ['filter-box', 'legend-box']) byId(box).open = false;
document.documentElement.dataset.ready = 'true';
