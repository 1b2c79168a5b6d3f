import type { ReportData } from '../data.ts';
import { cellsOut } from '../fates.ts';
import { plural, seconds, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { sum } from '../sum.ts';
import { forbiddenReads } from '../verdict/airlock.ts';
import { findingLines, type Judged, verdictOf } from '../verdict/judge.ts';
import { list, mark } from './section.ts';

interface Reader {
  readonly id: string;
  readonly name: string;
}

/** The verdict in one sentence, how to read the page, and where each reader begins. */
export function header(data: ReportData, judged: readonly Judged[], readers: readonly Reader[]): Html {
  const standing = verdictOf(judged);
  return html`
<header>
<p class="brand">Airlock</p>
<h1>Plant data in, no way out</h1>
<p class="run">Run ${data.runPrefix} · ${utc(data.generatedAt)} · ${seconds(data.seconds)} on one machine, from deploy to this page</p>
<p class="sentence ${standing}">${mark(standing)}${sentence(data, judged)}</p>
${findingList(judged)}
<p class="how-to-read"><strong>How to read this:</strong> ${mark('kept')}this run showed it, ${mark('broken')}this run showed the contrary, ${mark('unproven')}this run could not show it. Times are UTC.</p>
</header>
<nav class="readers" aria-label="Readers of the report">${readers.map(({ id, name }) => html`<a href="#${id}">${name}</a>`)}</nav>`;
}

function sentence(data: ReportData, judged: readonly Judged[]): Html {
  const standing = verdictOf(judged);
  if (standing === 'kept') {
    const cells = sum(Object.values(data.history).map(cellsOut));
    const reads = forbiddenReads(data.trials).length;
    return html`Every promise was kept: all ${plural(cells, 'value')} that came in ${cells === 1 ? 'is' : 'are'} accounted for, and the plant’s own keys could read nothing back in ${plural(reads, 'attempt')}.`;
  }
  const where = judged
    .filter((each) => each.standing === standing)
    .map(({ part, name }, place) => html`${place > 0 ? ', ' : ''}<a href="#${part}">${name}</a>`);
  return standing === 'broken'
    ? html`NOT every promise was kept. What is wrong is marked under ${where}.`
    : html`Not everything could be shown. What is missing is marked under ${where}.`;
}

/** Line by line what the demo prints, too. */
function findingList(judged: readonly Judged[]): Html | undefined {
  const lines = findingLines(judged);
  if (lines.length === 0) return undefined;
  return html`
<details class="findings" open><summary>${plural(lines.length, 'finding')}</summary>${list(lines)}</details>`;
}
