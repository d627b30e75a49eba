// The legend, drawn with the shapes of the picture.

/** A short line as the picture draws claims of a sign. */
function signDrawing(sign, denied = false) {
  const made = drawing('svg', { viewBox: '0 0 44 14', class: `sign ${sign.sign}`, 'aria-hidden': 'true' },
    drawing('path', { d: 'M3,7 H41', class: denied ? 'stroke dashed' : 'stroke' }));
  const tip = marks.arrows[sign.arrow];
  const arrow = (turn) => drawing('polygon', { points: tip.join(' '), class: sign.hollow ? 'fill hollow' : 'fill', transform: turn });
  if (tip.length) {
    made.append(arrow('translate(42,7)'));
    if (sign.both) made.append(arrow('translate(2,7) rotate(180)'));
  }
  return made;
}

/** The shape of a kind of concept. */
function typeDrawing(mark) {
  const shape = mark.points
    ? drawing('polygon', { points: mark.points.map((value) => value * 8 + 9).join(' '), fill: mark.colour })
    : drawing('circle', { cx: 9, cy: 9, r: 8, fill: mark.colour });
  return drawing('svg', { viewBox: '0 0 18 18', class: 'kind', 'aria-hidden': 'true' }, shape);
}

function makeLegend() {
  const line = (drawn, text) => element('li', {}, drawn, element('span', {}, text));
  const used = new Set(claims.map((claim) => signOf(claim).number));
  const types = new Set(concepts.map(typeOf));
  byId('legend').append(
    element('h3', {}, 'Lines are claims'),
    element('ul', {}, ...marks.signs.filter((_, number) => used.has(number)).map((sign) => line(signDrawing(sign), sign.name)),
      line(signDrawing(marks.signs[marks.signs.length - 1], true), 'dashed: denied')),
    element('p', { class: 'note' }, 'The thicker, the more believed. Of a pair, one line a sign: the panel and the table tell all.'),
    element('h3', {}, 'Shapes are kinds of concepts'),
    element('ul', {}, ...[...types].map((mark) => line(typeDrawing(mark), mark.name))),
    element('h3', {}, 'Marks in sentences'),
    element('ul', { class: 'roles' }, ...Object.entries(ROLES).map(([role, name]) => element('li', {}, element('mark', { class: role }, name)))),
  );
}
