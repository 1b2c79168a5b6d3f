import type { ReportData } from '../data.ts';
import { type Html, html } from '../html.ts';

/** A part of the page with the evidence for something. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly render: (data: ReportData) => Html | undefined;
}

/** A question that a reader comes with, and its answer. */
type Answer = readonly [question: string, answer: string | Html];

/** Somebody who reads the page, with what this one asks and the parts that say more. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly answers: (data: ReportData) => readonly Answer[];
  readonly parts: readonly Part[];
}

/** A reader's part of the page; a part without a body is left out, and so is its link. */
export function renderRole({ id, name, answers, parts }: Role, data: ReportData): Html {
  const shown = parts.flatMap((part) => {
    const body = part.render(data);
    return body === undefined ? [] : [{ ...part, body }];
  });
  return html`
<article id="${id}" class="role" aria-labelledby="${id}-title">
<div class="role-head">
<h2 id="${id}-title">${name}</h2>
<dl class="answers">${answers(data).map(([question, answer]) => html`<div><dt>${question}</dt><dd>${answer}</dd></div>`)}</dl>
<nav aria-label="Parts for the ${name.toLowerCase()}">${shown.map((part) => html`<a href="#${part.id}">${part.title}</a>`)}</nav>
</div>
${shown.map(({ body }) => body)}
</article>`;
}
