/** Tables that can be searched and sorted; both work on what stands in the page. */
export function startTables() {
  for (const box of document.querySelectorAll('[data-searched]')) {
    const table = box.querySelector('table');
    const search = box.querySelector('input[type=search]');
    const shown = box.querySelector('[data-shown]');
    search.addEventListener('input', () => filter(table, search.value, shown));
    for (const button of table.querySelectorAll('thead button')) {
      button.addEventListener('click', () => sort(table, button.closest('th')));
    }
  }
}

/** Rows that hold every word; the count of them is said. */
function filter(table, text, shown) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) {
    const held = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => held.includes(word));
  }
  shown.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} shown`;
}

function sort(table, head) {
  const down = head.getAttribute('aria-sort') === 'ascending';
  for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  const keyed = [...table.tBodies[0].rows].map((row) => ({ row, key: keyOf(row.cells[head.cellIndex]) }));
  keyed.sort((a, b) => (down ? -1 : 1) * compare(a.key, b.key));
  table.tBodies[0].append(...keyed.map(({ row }) => row));
}

/** A cell's own key, a number where it is one, else its text. */
function keyOf(cell) {
  const key = cell.dataset.key ?? cell.textContent.trim();
  return key !== '' && Number.isFinite(Number(key)) ? Number(key) : key;
}

/** Numbers before texts, and an empty cell before all. */
function compare(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? (b === '' ? 1 : -1) : a === '' ? -1 : 1;
  return a.localeCompare(b, 'en', { numeric: true });
}
