import type { ReportData } from '../data.ts';
import { seconds, utc } from '../format.ts';
import { type Html, html } from '../html.ts';
import { faultWords } from '../words.ts';
import { gauge, section, table } from './section.ts';

/** The faults that the plant's data carried. */
export function faultsSection({ faults, alarms }: ReportData): Html {
  const tables = Object.entries(faults).map(([site, kinds]) =>
    table(
      `Faults of ${site}`,
      ['Fault', ['Kind'], 'Faults', 'Cells'],
      Object.entries(kinds).map(([kind, { faults, cells }]) => [
        faultWords(kind),
        html`<code>${kind}</code>`,
        faults,
        cells,
      ]),
    ),
  );
  return section(
    'faults',
    'The faults put in',
    'The data is public process data; these faults were drawn from a seed and written into it on purpose, apart from the states that the source itself holds. The pipeline knows of none of them.',
    [html`<div class="sites">${tables}</div>`, alarmsTable(alarms)],
  );
}

function alarmsTable(alarms: ReportData['alarms']): Html {
  const rows = alarms.map(({ name, state, reason }) => [name, alarmWords(state), reason]);
  return table('What the alarms said of them', ['Alarm', ['State'], ['Why']], rows);
}

function alarmWords(state: string): Html | string {
  if (state === 'ALARM') return html`<strong>rang</strong>`;
  return state === 'OK' ? 'quiet' : state.toLowerCase().replaceAll('_', ' ');
}

/** How long each step of the run took. */
export function stepsSection({ steps, seconds: all }: ReportData): Html {
  const longest = Math.max(...steps.map((step) => step.seconds));
  const rows = steps.map((step) => [step.title, seconds(step.seconds), gauge(step.seconds, longest)]);
  const body = table('Steps', ['Step', 'Time', ['', 'gauge']], rows);
  return section('steps', 'The run, step by step', `All in all ${seconds(all)}.`, body);
}

/** The run and the versions that made this page. */
export function footer({ generatedAt, runPrefix, versions }: ReportData): Html {
  const facts = Object.entries({ Run: runPrefix, Written: utc(generatedAt), ...versions });
  return html`
<footer>
<dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<p>This page is one file and asks no server for anything. Charts by Apache ECharts (Apache-2.0) with ZRender (BSD-3-Clause).</p>
</footer>`;
}
