export const byId = (id) => document.getElementById(id);

/** What happened to a tag, in the table that waits for it; text is set, never parsed. */
export function fillTable(place, { rows, more }) {
  const body = place.querySelector('tbody');
  body.replaceChildren(...rows.map(rowOf));
  place.querySelector('table').hidden = rows.length === 0;
  place.querySelector('.hint').textContent =
    rows.length === 0
      ? 'Nothing happened to this tag: every reading is good and gold has no gap.'
      : more > 0
        ? `and ${more} more`
        : '';
}

function rowOf(cells) {
  const row = document.createElement('tr');
  cells.forEach((text, place) => {
    const cell = row.appendChild(document.createElement(place === 0 ? 'th' : 'td'));
    if (place === 0) cell.scope = 'row';
    else if (place !== 3) cell.className = place < 3 ? 'text time' : 'text';
    cell.textContent = text;
  });
  return row;
}
