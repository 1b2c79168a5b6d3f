import type { ReportData } from '../data.ts';
import { bytes, number, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Comparison } from '../stage-data.ts';
import { mark, section, table } from './section.ts';

/** Counts that a comparison may have, with what they mean. */
const COUNTS: readonly (readonly [string, string])[] = [
  ['equal', 'equal'],
  ['exactAtKept', 'equal to the source’s own sample'],
  ['withinTolerance', 'within the archive’s tolerance of the source'],
  ['different', 'different'],
  ['missing', 'missing'],
  ['extra', 'too many'],
  ['pctDifferent', 'with another share of good time'],
  ['outsideTolerance', 'outside the tolerance'],
];
const FINDINGS = new Set(['different', 'missing', 'extra', 'pctDifferent', 'outsideTolerance']);
const SHOWN = 10;

/** Gold as a data scientist gets it, and how it compares with the truth. */
export function goldSection({ gold, comparisons }: ReportData): Html {
  return section(
    'gold',
    'Gold against the truth',
    'The truth was computed from the source data by code that shares nothing with the pipeline. Every gold cell was held against it.',
    [
      comparisonTable(comparisons),
      ...comparisons.filter(({ mismatches }) => mismatches.length > 0).map(mismatchTable),
      goldTable(gold),
      html`${[...new Set(gold.map(({ line }) => line))].map((line) => html`<pre><code>${line}</code></pre>`)}`,
    ],
  );
}

function comparisonTable(comparisons: readonly Comparison[]): Html {
  const rows: Html[] = COUNTS.filter(([name]) => comparisons.some((each) => typeof each[name] === 'number')).map(
    ([name, words]) => html`
<tr><th scope="row">${words}</th>${comparisons.map((each) => html`<td>${countCell(name, each[name])}</td>`)}</tr>`,
  );
  const total = html`<tr><th scope="row">Cells compared</th>${comparisons.map(({ cells }) => html`<td>${number(cells)}</td>`)}</tr>`;
  const verdict = html`<tr><th scope="row">Equals the truth</th>${comparisons.map(({ fine }) => html`<td>${mark(fine ? 'kept' : 'broken')}${fine ? 'yes' : 'NO'}</td>`)}</tr>`;
  return table(
    'Gold cells held against the truth',
    ['', ...comparisons.map(({ dataset }) => dataset)],
    [total, ...rows, verdict],
  );
}

function countCell(name: string, value: unknown): Html {
  if (typeof value !== 'number') return html`–`;
  return FINDINGS.has(name) && value > 0
    ? html`<strong class="wrong">${number(value)}</strong>`
    : html`${number(value)}`;
}

function mismatchTable({ dataset, mismatches }: Comparison): Html {
  const names = [...new Set(mismatches.flatMap((each) => Object.keys(each)))];
  const rows = mismatches
    .slice(0, SHOWN)
    .map((each) => html`<tr>${names.map((name) => html`<td class="text">${String(each[name] ?? '–')}</td>`)}</tr>`);
  return table(
    `First differences of ${dataset}`,
    names.map((name) => [name] as const),
    rows,
  );
}

function goldTable(gold: ReportData['gold']): Html {
  const rows = gold.map(
    (each) => html`
<tr><th scope="row">${each.dataset}</th><td>${number(each.rows)}</td><td>${number(each.columns)}</td><td>${bytes(each.bytes)}</td><td>${seconds(each.seconds)}</td></tr>`,
  );
  return table(
    'Read as one file, with one line of pandas',
    ['Dataset', 'Rows', 'Columns', 'Size', 'Time to read'],
    rows,
  );
}
