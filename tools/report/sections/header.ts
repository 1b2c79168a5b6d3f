import type { ReportData } from '../data.ts';
import { cellsOut } from '../flow/cells.ts';
import { sum } from '../flow/model.ts';
import { plural, seconds, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { promises, readTrials, type Tone, worst } from '../verdict.ts';
import { mark } from './section.ts';

interface Part {
  readonly id: string;
  readonly title: string;
}

/** The verdict in one sentence, how to read the page, and where its parts are. */
export function header(data: ReportData, parts: readonly Part[]): Html {
  const tone = worst(promises(data).map((each) => each.tone));
  return html`
<header>
<p class="brand">Airlock</p>
<h1>Plant data in, no way out</h1>
<p class="run">Run ${data.runPrefix} · ${utc(data.generatedAt)} · ${seconds(data.seconds)} on one machine, from deploy to this page</p>
<p class="sentence ${tone}">${mark(tone)}${sentence(data, tone)}</p>
<p class="how-to-read"><strong>How to read this:</strong> ${mark('fine')}this run showed it, ${mark('finding')}this run showed the contrary, ${mark('unclear')}this run could not show it. The boxes give the answer, the picture below them the way of the data, and each further part the evidence.</p>
<nav aria-label="Parts of the report">${parts.map(({ id, title }) => html`<a href="#${id}">${title}</a>`)}</nav>
</header>`;
}

function sentence(data: ReportData, tone: Tone): Html {
  if (tone === 'fine') {
    const cells = sum(Object.values(data.sites).map(cellsOut));
    const reads = readTrials(data.trials).length;
    return html`Every promise was kept: all ${plural(cells, 'value')} that came in ${cells === 1 ? 'is' : 'are'} accounted for, and the plant’s own keys could read nothing back in ${plural(reads, 'attempt')}.`;
  }
  const where = promises(data)
    .filter((each) => each.tone === tone)
    .map(({ part, name }, place) => html`${place > 0 ? ', ' : ''}<a href="#${part}">${name}</a>`);
  return tone === 'finding'
    ? html`NOT every promise was kept. What is wrong is marked under ${where}.`
    : html`Not everything could be shown. What is missing is marked under ${where}.`;
}
