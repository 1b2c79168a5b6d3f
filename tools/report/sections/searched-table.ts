import { type Html, html } from '../html.ts';

interface SearchedColumn {
  readonly name: string;
  readonly look?: 'text' | 'time' | 'number';
}

/** A cell with what it is sorted by, where that is not its text. */
export interface SearchedCell {
  readonly shown: string | number | Html;
  readonly key?: string | number;
}

/** A long table that scrolls by itself and can be searched and sorted; without the page's script it is a table as any other. */
export function searchedTable(
  { id, caption, search }: { id: string; caption: string; search: string },
  head: readonly SearchedColumn[],
  rows: readonly (readonly SearchedCell[])[],
): Html {
  return html`
<div class="searched" data-searched id="${id}">
<p class="controls"><label for="${id}-search">${search}</label><input type="search" id="${id}-search" autocomplete="off"><span class="hint" data-shown role="status">${rows.length} of ${rows.length} shown</span></p>
<div class="scroll tall" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${head.map(({ name, look }) => html`<th scope="col"${looks(look)}><button type="button">${name}</button></th>`)}</tr></thead>
<tbody>${rows.map((row) => rowOf(row, head))}</tbody>
</table>
</div>
</div>`;
}

function rowOf([first, ...others]: readonly SearchedCell[], head: readonly SearchedColumn[]): Html {
  return html`
<tr><th scope="row"${keyed(first)}>${first?.shown}</th>${others.map((cell, place) => html`<td${looks(head[place + 1]?.look)}${keyed(cell)}>${cell.shown}</td>`)}</tr>`;
}

function keyed(cell: SearchedCell | undefined): Html | undefined {
  return cell?.key === undefined ? undefined : html` data-key="${cell.key}"`;
}

function looks(look: SearchedColumn['look']): Html | undefined {
  if (look === undefined || look === 'number') return undefined;
  return html` class="${look === 'time' ? 'text time' : 'text'}"`;
}
