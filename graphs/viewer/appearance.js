// How concepts and claims look: shapes tell kinds and signs, colours only repeat them.

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function appearance() {
  const [text, ground, line, chosen] = ['text', 'ground', 'line', 'accent'].map(colour);
  const bySign = { raise: colour('raise'), lower: colour('lower'), none: line };
  const of = (claim) => bySign[signOf(claim).sign];
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)', width: 'data(size)', height: 'data(size)',
        'background-color': (node) => typeOf(concepts[node.data('number')]).colour,
        'border-width': 1, 'border-color': ground,
        'font-family': 'system-ui, sans-serif', 'font-size': 14, color: text,
        'text-wrap': 'wrap', 'text-max-width': 122, 'text-valign': 'bottom', 'text-margin-y': 4,
        'text-outline-color': ground, 'text-outline-width': 2.5, 'min-zoomed-font-size': 6,
      },
    },
    ...Object.entries(marks.types).concat([['', marks.otherType]]).map(([type, mark]) => ({
      selector: `node[kind = "${type}"]`,
      style: mark.points ? { shape: 'polygon', 'shape-polygon-points': mark.points } : { shape: 'ellipse' },
    })),
    {
      selector: 'edge',
      style: {
        'curve-style': 'bezier', 'control-point-step-size': 26,
        width: (edge) => 1 + 3 * claims[edge.data('number')].belief,
        'line-color': (edge) => of(claims[edge.data('number')]),
        'target-arrow-color': (edge) => of(claims[edge.data('number')]),
        'source-arrow-color': (edge) => of(claims[edge.data('number')]),
        'target-arrow-shape': (edge) => signOf(claims[edge.data('number')]).arrow,
        'source-arrow-shape': (edge) => {
          const sign = signOf(claims[edge.data('number')]);
          return sign.both ? sign.arrow : 'none';
        },
        'target-arrow-fill': (edge) => (signOf(claims[edge.data('number')]).hollow ? 'hollow' : 'filled'),
        'line-style': (edge) => (claims[edge.data('number')].denied ? 'dashed' : 'solid'),
        'line-dash-pattern': [7, 5], 'arrow-scale': 1.1, 'line-opacity': 0.75, 'line-cap': 'butt',
        'overlay-padding': 5,
      },
    },
    { selector: 'node.focus', style: { 'border-width': 4, 'border-color': text, 'font-weight': 'bold' } },
    { selector: '.faded', style: { opacity: 0.16 } },
    {
      selector: 'edge.chosen, edge.near',
      style: {
        label: 'data(label)', 'font-size': 11, color: text, 'text-rotation': 'autorotate', 'z-index': 9,
        'text-background-color': ground, 'text-background-opacity': 0.9, 'text-background-padding': 2,
        'font-family': 'system-ui, sans-serif', 'line-opacity': 1,
      },
    },
    { selector: 'edge.chosen', style: { 'underlay-color': chosen, 'underlay-opacity': 0.35, 'underlay-padding': 5 } },
    { selector: 'node.chosen', style: { 'border-width': 4, 'border-color': chosen } },
    { selector: 'core', style: { 'active-bg-opacity': 0.1 } },
  ];
}
