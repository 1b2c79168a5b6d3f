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
<h2 id="${id}-title">${title}</h2>
<p class="intro">${intro}</p>
${body}
</section>`;
}

/** The sign of a verdict; the words beside it say the same. */
export function mark(standing: Standing): Html {
  return html`<span class="mark ${standing}" aria-hidden="true">${MARKS[standing]}</span>`;
}

/** A column's name; `[name]` stands over text, a bare name over numbers. */
type Column = string | readonly [string];

/** A table that scrolls by itself on a narrow screen. */
export function table(caption: string, head: readonly Column[], rows: readonly Html[]): Html {
  return html`
<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
<table>
<caption>${caption}</caption>
<thead><tr>${head.map((column) => html`<th scope="col" class="${typeof column === 'string' ? '' : 'text'}">${column}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table>
</div>`;
}
