import type { ReportData } from '../data.ts';
import { FATES } from '../fates.ts';
import { number, percent } from '../format.ts';
import { type Html, html } from '../html.ts';
import { sum } from '../sum.ts';
import { faultWords } from '../words.ts';
import { folded, section, table } from './section.ts';

/** The faults that the demo's own plant put into its data. */
export function faultsSection({ faults, sites }: ReportData): Html {
  const tables = Object.entries(faults).map(([site, kinds]) => faultTable(site, kinds));
  return section(
    'faults',
    'Planted: the faults that the demo put in',
    'The data is public process data; these faults were drawn from a seed and written into it on purpose, apart from the states that the source itself holds. The pipeline knows of none of them. So a share of bad cells, of repeats or of quarantine on this page says what the demo planted, and nothing of a real plant.',
    [
      html`<ul>${Object.entries(sites).map(([site, { expected }]) => html`<li>${plantedWords(site, expected)}</li>`)}</ul>`,
      folded('Each fault, by site', html`<div class="sites">${tables}</div>`),
    ],
  );
}

function faultTable(site: string, kinds: ReportData['faults'][string]): Html {
  const rows = Object.entries(kinds).map(([kind, { faults, cells }]) => [
    faultWords(kind),
    html`<code>${kind}</code>`,
    faults,
    cells,
  ]);
  return table(`Faults of ${site}`, ['Fault', ['Kind'], 'Faults', 'Cells'], rows);
}

function plantedWords(site: string, expected: ReportData['sites'][string]['expected']): string {
  const all = sum(FATES.map(({ kind }) => expected[kind]));
  const planted = FATES.filter(({ kind }) => kind !== 'good').map(
    ({ kind, name }) => `${number(expected[kind])} ${name.toLowerCase()} (${percent(expected[kind], all)})`,
  );
  return `${site}: of ${number(all)} cells, ${planted.join(', ')} by the plant’s own count of what it planted and of the states in its source`;
}
