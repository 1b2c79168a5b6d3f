import type { ReportData } from '../data.ts';
import { bytes, number, seconds } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Comparison } from '../stage-data.ts';
import { section, table, wrong, yesNo } from './section.ts';

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
      ...gold.filter(({ silences }) => silences.length > 0).map(silenceTable),
      html`${[...new Set(gold.map(({ line }) => line))].map((line) => html`<pre><code>${line}</code></pre>`)}`,
    ],
  );
}

/** The last of a dataset's holes: a quiet tag is no fault, and a silent view is. */
function silenceTable({ dataset, silences }: ReportData['gold'][number]): Html {
  const caption = `All tags of ${dataset} were silent: nothing is held or drawn through it`;
  return table(caption, ['From', 'Until'], silences.slice(-SHOWN));
}

function comparisonTable(comparisons: readonly Comparison[]): Html {
  const counted = COUNTS.filter(([name]) => comparisons.some((each) => typeof each[name] === 'number'));
  const rows = [
    ['Cells compared', ...comparisons.map(({ cells }) => cells)],
    ...counted.map(([name, words]) => [words, ...comparisons.map((each) => countCell(name, each[name]))]),
    ['Equals the truth', ...comparisons.map(({ fine }) => yesNo(fine))],
  ];
  return table('Gold cells held against the truth', ['', ...comparisons.map(({ dataset }) => dataset)], rows);
}

function countCell(name: string, value: unknown): string | number | Html {
  if (typeof value !== 'number') return '–';
  return FINDINGS.has(name) && value > 0 ? wrong(number(value)) : value;
}

function mismatchTable({ dataset, mismatches }: Comparison): Html {
  const names = [...new Set(mismatches.flatMap((each) => Object.keys(each)))];
  const head = names.map((name): [string] => [name]);
  const rows = mismatches.slice(0, SHOWN).map((each) => names.map((name) => String(each[name] ?? '–')));
  return table(`First differences of ${dataset}`, head, rows);
}

function goldTable(gold: ReportData['gold']): Html {
  const head = ['Dataset', 'Rows', 'Columns', 'Size', 'Time to read'];
  const rows = gold.map((each) => [each.dataset, each.rows, each.columns, bytes(each.bytes), seconds(each.seconds)]);
  return table('Read as one file, with one line of pandas', head, rows);
}
