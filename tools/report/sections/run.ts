import type { ReportData } from '../data.ts';
import { number, seconds, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { faultWords } from '../words.ts';
import { section, table } from './section.ts';

/** The faults that the plant's data carried. */
export function faultsSection({ faults, alarms }: ReportData): Html {
  const tables = Object.entries(faults).map(([site, kinds]) =>
    table(
      `Faults of ${site}`,
      ['Fault', ['Kind'], 'Faults', 'Cells'],
      Object.entries(kinds).map(
        ([kind, count]) => html`
<tr><th scope="row">${faultWords(kind)}</th><td class="text"><code>${kind}</code></td><td>${number(count.faults)}</td><td>${number(count.cells)}</td></tr>`,
      ),
    ),
  );
  return section(
    'faults',
    'The faults put in',
    'The data is public process data; these faults were drawn from a seed and written into it on purpose, apart from the states that the source itself holds. The pipeline knows of none of them.',
    [html`<div class="sites">${tables}</div>`, alarmsTable(alarms)],
  );
}

function alarmsTable(alarms: ReportData['alarms']): Html | undefined {
  if (alarms.length === 0) return undefined;
  const rows = alarms.map(
    ({ name, state, reason }) => html`
<tr><th scope="row">${name}</th><td class="text">${state === 'ALARM' ? html`<strong>rang</strong>` : alarmWords(state)}</td><td class="text">${reason}</td></tr>`,
  );
  return table('What the alarms said of them', ['Alarm', ['State'], ['Why']], rows);
}

function alarmWords(state: string): string {
  return state === 'OK' ? 'quiet' : state.toLowerCase().replaceAll('_', ' ');
}

/** How long each step of the run took. */
export function stepsSection({ steps, seconds: all }: ReportData): Html {
  const longest = Math.max(...steps.map((step) => step.seconds), 0.001);
  const rows = steps.map(
    (step) => html`
<tr><th scope="row">${step.title}</th><td>${seconds(step.seconds)}</td><td class="gauge" aria-hidden="true"><span style="width:${((step.seconds / longest) * 100).toFixed(1)}%"></span></td></tr>`,
  );
  return section(
    'steps',
    'The run, step by step',
    `All in all ${seconds(all)}.`,
    table('Steps', ['Step', 'Time', ''], rows),
  );
}

/** The run and the versions that made this page. */
export function footer({ generatedAt, runPrefix, versions }: ReportData): Html {
  return html`
<footer>
<dl>
<dt>Run</dt><dd>${runPrefix}</dd>
<dt>Written</dt><dd>${utc(generatedAt)}</dd>
${Object.entries(versions).map(([name, version]) => html`<dt>${name}</dt><dd>${version}</dd>`)}
</dl>
<p>This page is one file and asks no server for anything. Charts by Apache ECharts (Apache-2.0) with ZRender (BSD-3-Clause).</p>
</footer>`;
}
