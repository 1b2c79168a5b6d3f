import type { ReportData } from '../data.ts';
import { number } from '../format.ts';
import { type Html, html } from '../html.ts';
import type { Comparison } from '../stage-data.ts';
import { countOf, SUMS } from '../truth-sums.ts';
import { section, table, wrong, yesNo } from './section.ts';

const SHOWN = 10;

/** How gold compares with the truth, in sums that add up. */
export function truthSection({ comparisons }: Pick<ReportData, 'comparisons'>): Html {
  return section(
    'gold',
    'Gold against the truth',
    'The truth was computed from the source data by code that shares nothing with the pipeline. Every gold cell was held against it; and every cell that no planted fault touched was held, once more, against the source itself.',
    [
      ...SUMS.map(({ title, parts }) => sumTable(title, parts, comparisons)),
      table(
        'Verdict',
        ['', ...comparisons.map(({ dataset }) => dataset)],
        [
          ['Share of good time differs', ...comparisons.map((each) => findingCell(countOf(each, 'pctDifferent')))],
          ['Cells that should not be there', ...comparisons.map((each) => findingCell(countOf(each, 'extra')))],
          ['Equals the truth', ...comparisons.map(({ fine }) => yesNo(fine))],
        ],
      ),
      ...comparisons.filter(({ mismatches }) => mismatches.length > 0).map(mismatchTable),
    ],
  );
}

function sumTable(title: string, parts: (typeof SUMS)[number]['parts'], comparisons: readonly Comparison[]): Html {
  const rows = parts.map(({ name, words, isFinding }) => [
    words,
    ...comparisons.map((each) => (isFinding ? findingCell(countOf(each, name)) : countOf(each, name))),
  ]);
  const all = ['Compared', ...comparisons.map(({ cells }) => cells)];
  return html`<div class="summed">${table(title, ['', ...comparisons.map(({ dataset }) => dataset)], [...rows, all])}</div>`;
}

function findingCell(count: number): number | Html {
  return count > 0 ? wrong(number(count)) : count;
}

function mismatchTable({ dataset, mismatches }: Comparison): Html {
  const names = [...new Set(mismatches.flatMap((each) => Object.keys(each)))];
  const head = names.map((name): [string] => [name]);
  const rows = mismatches.slice(0, SHOWN).map((each) => names.map((name) => String(each[name] ?? '–')));
  return table(`First differences of ${dataset}`, head, rows);
}
