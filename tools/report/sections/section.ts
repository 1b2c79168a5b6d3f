import { number } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Standing } from '../verdict/finding.ts';

const MARKS: Readonly<Record<Standing, string>> = { kept: '✓', broken: '✗', unproven: '?' };

/** A part of the page with its heading. */
export function section(
  id: string,
  title: string,
  intro: string | Html,
  body: Html | readonly (Html | undefined)[],
): Html {
  return html`
<section id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${title}</h3>
<p class="intro">${intro}</p>
${body}
</section>`;
}

/** The sign of a verdict; the words beside it say the same. */
export function mark(standing: Standing): Html {
  return html`<span class="mark ${standing}" aria-hidden="true">${MARKS[standing]}</span>`;
}

/** A column's name; `[name]` stands over text, which may have a look of its own, a bare name over numbers. */
type Column = string | readonly [name: string, look?: string];
/** A bare number is shown with its thousands apart. */
type Cell = string | number | Html | readonly Html[];

/** A table that scrolls by itself on a narrow screen; the first cell of a row is its head. */
export function table(caption: string, head: readonly Column[], rows: readonly (readonly Cell[])[]): Html {
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${head.map((column) => html`<th scope="col"${classOf(column)}>${[column].flat()[0]}</th>`)}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, head))}</tbody>
</table>
</div>`;
}

function tableRow(row: readonly Cell[], head: readonly Column[]): Html {
  const [first, ...others] = row.map((cell) => (typeof cell === 'number' ? number(cell) : cell));
  return html`
<tr><th scope="row">${first}</th>${others.map((cell, place) => html`<td${classOf(head[place + 1])}>${cell}</td>`)}</tr>`;
}

function classOf(column: Column = ''): Html | undefined {
  if (typeof column === 'string') return undefined;
  return html` class="${['text', ...column.slice(1)].join(' ')}"`;
}

/** A length beside the others of its column; the words in its row say the same. */
export function gauge(part: number, longest: number): Html {
  return html`<span style="width:${((part / Math.max(longest, 0.001)) * 100).toFixed(1)}%" aria-hidden="true"></span>`;
}

/** Something that is only looked at on demand. */
export function folded(title: string, body: Html | readonly Html[]): Html {
  return html`<details><summary>${title}</summary>${body}</details>`;
}

export function list(lines: readonly string[]): Html | undefined {
  return lines.length === 0 ? undefined : html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** A resource of a template by its ids. */
export function resource({ stack, logicalId }: { stack: string; logicalId: string }): Html {
  return html`<code>${stack}/<wbr>${logicalId}</code>`;
}

/** A statement's answer, marked as what it means for a promise. */
export function yesNo(isTrue: boolean): Html {
  return isTrue ? html`${mark('kept')}yes` : html`${mark('broken')}NO`;
}

export function wrong(text: string): Html {
  return html`<strong class="wrong">${text}</strong>`;
}
