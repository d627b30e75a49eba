// The table of claims: the same claims as in the picture, for keyboard and screen reader.

const PAGE = 100; // rows shown at a time
const COLUMNS = [
  ['Subject', (claim) => concepts[claim.subject].name, 1],
  ['Claim', (claim) => claim.label, 1],
  ['Object', (claim) => concepts[claim.object].name, 1],
  ['Belief', (claim) => claim.belief, -1],
  ['Documents', (claim) => claim.documents, -1],
  ['Claims', (claim) => claim.sentences, -1],
  ...(manyYears ? [['Latest', (claim) => claim.last, -1]] : []),
];
const sorting = { column: null, way: 1 };
let listed = [];
let shownRows = PAGE;
let openClaim = () => {};

function compare([one, other]) {
  if (one == null || other == null) return (one == null) - (other == null);
  return (typeof one === 'string' ? one.localeCompare(other, 'en') : one - other) * sorting.way;
}

function rowOf(claim) {
  const open = button(claim.label, () => openClaim(claim), { 'aria-label': `${inWords(claim)}: read the sentences` });
  return element('tr', { 'data-claim': claim.number, class: claim.denied ? 'denied' : null },
    element('th', { scope: 'row', dir: 'auto' }, concepts[claim.subject].name),
    element('td', { class: signOf(claim).sign }, signDrawing(signOf(claim), claim.denied), open),
    element('td', { dir: 'auto' }, concepts[claim.object].name),
    element('td', { class: 'number' }, claim.belief.toFixed(2)),
    element('td', { class: 'number' }, String(claim.documents)),
    element('td', { class: 'number' }, String(claim.sentences)),
    manyYears && element('td', { class: 'number' }, claim.last == null ? '–' : String(claim.last)));
}

function drawTable() {
  const order = [...listed];
  if (sorting.column != null) {
    const value = COLUMNS[sorting.column][1];
    order.sort((a, b) => compare([value(a), value(b)]) || a.number - b.number);
  }
  byId('rows').replaceChildren(...order.slice(0, shownRows).map(rowOf));
  byId('more').hidden = order.length <= shownRows;
  const some = order.length > shownRows ? `, the first ${shownRows.toLocaleString('en')} shown` : '';
  byId('caption').textContent = `${counted(order.length, 'distinct claim')} that ${order.length === 1 ? 'fits' : 'fit'} the filters${some}`;
  for (const [number, head] of [...byId('heads').children].entries()) {
    head.setAttribute('aria-sort', number !== sorting.column ? 'none' : sorting.way > 0 ? 'ascending' : 'descending');
  }
}

/** List these claims, or, if the reader wants it so, all of the page that fit. */
function fillTable(inPicture) {
  const all = document.querySelector('input[name="listed"]:checked').value === 'page';
  listed = all ? claims.filter(fits) : inPicture;
  shownRows = PAGE;
  drawTable();
}

/** Mark the row of a claim, if it is shown. */
function markRow(claim) {
  for (const row of byId('rows').children) {
    const chosen = claim != null && Number(row.dataset.claim) === claim.number;
    if (chosen) row.setAttribute('aria-current', 'true');
    else row.removeAttribute('aria-current');
  }
}

/** Make the table; `onClaim` hears which claim is opened, `refill` makes it anew. */
function startTable({ onClaim, refill }) {
  openClaim = onClaim;
  byId('heads').append(...COLUMNS.map(([name, , way], number) =>
    element('th', { scope: 'col', 'aria-sort': 'none' }, button(name, () => {
      sorting.way = sorting.column === number ? -sorting.way : way;
      sorting.column = number;
      drawTable();
    }))));
  byId('more').addEventListener('click', () => {
    const before = shownRows;
    shownRows += PAGE;
    drawTable();
    byId('rows').children[before]?.querySelector('button').focus();
  });
  for (const choice of document.querySelectorAll('input[name="listed"]')) choice.addEventListener('change', refill);
}
