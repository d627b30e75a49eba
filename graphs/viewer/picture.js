// The picture: which concepts are in it, which claims it draws, and where what is added goes.

const GAP = 130; // pixels between a concept and what is put beside it
const picture = new Set(); // numbers of the concepts in it
let graph;

/** Claims between concepts of the picture that fit the filters, in the page's order. */
const claimsInPicture = () =>
  claims.filter((claim) => picture.has(claim.subject) && picture.has(claim.object) && fits(claim));

/**
 * Which of some claims are drawn: each concept's first, then in order, for each pair one of a sign and polarity,
 * until there are `limit`. The rule of drawn_lines.py, by which figures are drawn.
 */
function drawn(found, limit) {
  const linked = new Set();
  const chosen = new Set();
  const kinds = new Set();
  const take = (claim) => {
    const pair = [claim.subject, claim.object].sort((a, b) => a - b);
    const kind = [...pair, signOf(claim).number, claim.denied].join(' ');
    if (kinds.has(kind) || claim.subject === claim.object || chosen.size >= limit) return;
    kinds.add(kind);
    chosen.add(claim.number);
    linked.add(claim.subject).add(claim.object);
  };
  for (const claim of found) if (!linked.has(claim.subject) || !linked.has(claim.object)) take(claim);
  for (const claim of found) take(claim);
  return chosen;
}

const linesWanted = () => Math.max(0, Number(byId('lines').value) || 0);

/** Draw what the picture should now hold. */
function redraw(chosen = null) {
  const found = claimsInPicture();
  const lines = drawn(found, linesWanted());
  if (chosen != null) lines.add(chosen);
  graph.batch(() => {
    graph.nodes().filter((node) => !picture.has(node.data('number'))).remove();
    graph.edges().filter((edge) => !lines.has(edge.data('number'))).remove();
    for (const number of lines) {
      if (graph.getElementById(`c${number}`).empty()) {
        const claim = claims[number];
        graph.add({ data: { id: `c${number}`, number, source: `n${claim.subject}`, target: `n${claim.object}`, label: claim.label } });
      }
    }
  });
  byId('status').textContent =
    `${counted(picture.size, 'concept')}, ${counted(lines.size, 'line')} for ${counted(found.length, 'claim')} that fit the filters.`;
  return found;
}

/** Put a concept into the picture at a place. */
function place(number, position) {
  if (picture.has(number)) return;
  picture.add(number);
  const concept = concepts[number];
  graph.add({
    data: { id: `n${number}`, number, label: concept.label, size: concept.size, kind: Object.hasOwn(marks.types, concept.type) ? concept.type : '' },
    classes: content.about.includes(number) ? 'focus' : '',
    position,
  });
}

/** Free places around a point, in rings, none of them near a concept of the picture. */
function* freePlaces(centre) {
  const taken = graph.nodes().map((node) => node.position());
  for (let ring = 1; ; ring += 1) {
    const steps = 8 * ring;
    for (let step = 0; step < steps; step += 1) {
      const angle = (2 * Math.PI * (step + 0.5 * (ring % 2))) / steps;
      const spot = { x: centre.x + ring * GAP * Math.cos(angle), y: centre.y + ring * 0.7 * GAP * Math.sin(angle) };
      if (taken.every((other) => Math.abs(other.x - spot.x) > GAP * 0.9 || Math.abs(other.y - spot.y) > GAP * 0.55)) {
        taken.push(spot);
        yield spot;
      }
    }
  }
}

/** Concepts that claims which fit join to this one and that the picture lacks, the most claimed first. */
function missingNeighbours(concept) {
  const found = new Set();
  for (const claim of concept.touching) if (fits(claim)) found.add(otherEnd(claim, concept));
  return [...found].filter((number) => !picture.has(number));
}

/** Add up to `limit` neighbours of a concept beside it. */
function expand(concept, limit = 12) {
  const places = freePlaces(graph.getElementById(`n${concept.number}`).position());
  for (const number of missingNeighbours(concept).slice(0, limit)) place(number, places.next().value);
}

/** Add a concept near what it is linked to, if the picture lacks it. */
function bring(concept) {
  if (picture.has(concept.number)) return;
  const known = concept.touching.filter(fits).map((claim) => otherEnd(claim, concept)).find((number) => picture.has(number));
  const box = graph.elements().boundingBox();
  const centre = known == null ? { x: box.x2, y: (box.y1 + box.y2) / 2 } : graph.getElementById(`n${known}`).position();
  place(concept.number, graph.nodes().empty() ? { x: 0, y: 0 } : freePlaces(centre).next().value);
}

/** Mark a concept or claim and what it touches; nothing, to mark nothing. */
function highlight(target) {
  graph.elements().removeClass('chosen near faded');
  if (!target || target.empty()) return;
  const near = target.isNode() ? target.closedNeighborhood() : target.union(target.connectedNodes());
  graph.elements().not(near).addClass('faded');
  target.addClass('chosen');
}

function fit(elements = graph.elements()) {
  if (elements.empty()) return;
  graph.fit(elements, 24);
  if (graph.zoom() > 1.25) graph.zoom({ level: 1.25, position: elements.nodes()[0].position() });
  if (graph.zoom() > 1.25 || elements.length === graph.elements().length) graph.center(elements);
}

/** The first picture: on a narrow screen large enough to be read, at its heart. */
function firstPicture() {
  graph.elements().remove();
  picture.clear();
  for (const concept of concepts) if (concept.at) place(concept.number, { x: concept.at[0], y: concept.at[1] });
  byId('lines').value = content.lines;
  const found = redraw();
  fit();
  if (graph.zoom() < 0.6) {
    const heart = content.about.length ? graph.getElementById(`n${content.about[0]}`) : graph.nodes().max((node) => node.data('size')).ele;
    graph.zoom(0.8);
    graph.center(heart);
  }
  return found;
}

/** Make the picture; `onConcept`, `onClaim` and `onNothing` hear what is clicked. */
function startPicture({ onConcept, onClaim, onNothing }) {
  graph = cytoscape({
    container: byId('graph'), style: appearance(), minZoom: 0.08, maxZoom: 4, boxSelectionEnabled: false,
    autounselectify: true,
  });
  graph.on('tap', 'node', (event) => onConcept(concepts[event.target.data('number')]));
  graph.on('tap', 'edge', (event) => onClaim(claims[event.target.data('number')]));
  graph.on('tap', (event) => { if (event.target === graph) onNothing(); });
  graph.on('mouseover', 'edge', (event) => event.target.addClass('near'));
  graph.on('mouseout', 'edge', (event) => event.target.removeClass('near'));
  const restyle = () => graph.style(appearance());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', restyle);
  byId('theme').addEventListener('change', (event) => {
    document.documentElement.dataset.theme = event.target.value;
    restyle();
  });
}
