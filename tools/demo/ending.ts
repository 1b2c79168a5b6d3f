import { relative } from 'node:path';
import type { ReportData } from '../report/data.ts';
import { cellsOut } from '../report/fates.ts';
import { number, percent, plural, seconds } from '../report/format.ts';
import type { Comparison } from '../report/stage-data.ts';
import { sum } from '../report/sum.ts';
import { forbiddenReads } from '../report/verdict/airlock.ts';
import { findingLines, type Judged, verdictOf } from '../report/verdict/judge.ts';

const SENTENCES = { kept: 'All as promised', broken: 'NOT as promised', unproven: 'Not all could be shown' };

/** How a run ends on the terminal: findings if there are any, the verdict, six figures, what to open and what to do next. */
export function ending(facts: ReportData, judged: readonly Judged[], page: string): string {
  const figures = figuresOf(facts).map(([name, value]) => `  ${name.padEnd(24)}${value}`);
  return [
    ...findingLines(judged).map((line) => `FINDING  ${line}`),
    `${SENTENCES[verdictOf(judged)]}.`,
    ...figures,
    `Open it:         ${relative(process.cwd(), page)}, and beside it the first notebook, ${facts.notebook}`,
    'Your own plant:  npm run airlock -- plant init kiln',
    '                 npm run airlock -- plant add-view <a file that your historian exported>',
  ].join('\n');
}

/** Figures of the account are those of all runs, since a repeated one brings only what is there. */
function figuresOf(facts: ReportData): [name: string, value: string][] {
  const { history, trials, comparisons, landed, repeated } = facts;
  const all = Object.values(history);
  const cells = sum(all.map((site) => site.cells_in));
  const bad = sum(all.map((site) => site.silver_bad));
  const reads = forbiddenReads(trials);
  const refused = reads.filter(({ observed }) => observed === 'refused').length;
  const compared = sum(comparisons.map((each) => each.cells));
  const equal = sum(comparisons.map((each) => equalOf(each)));
  const runs = repeated ? ', over all runs' : '';
  return [
    ['values accounted for', `${number(sum(all.map(cellsOut)))} of ${number(cells)}${runs}`],
    ["a plant's reads refused", `${number(refused)} of ${number(reads.length)} tried`],
    ['gold equal to the truth', `${number(equal)} of ${plural(compared, 'cell')}`],
    ['came in', `${plural(landed.objects, 'file')}, ${plural(landed.records, 'streamed record')}`],
    ['bad, with a reason', `${plural(bad, 'value')}, ${percent(bad, cells)}${runs}`],
    ['took', seconds(facts.seconds)],
  ];
}

/** Cells of a comparison that are as the truth has them, by its own count. */
function equalOf({ cells, fine, equal }: Comparison): number {
  if (typeof equal === 'number') return equal;
  return fine ? cells : 0;
}
