import { renderReport } from '../../tools/report/render.ts';
import { comparison } from '../../tools/report/stage-data.ts';
import { countOf, SUMS } from '../../tools/report/truth-sums.ts';
import { part } from './page-text.ts';
import { data } from './report-data.ts';

/** As `plant compare` answers. */
const COMPARED = {
  ...{ dataset: 'reactor_data', fine: false, cells: 420, equal: 415, different: 3, missing: 2 },
  ...{ touched: 18, againstSource: 400, exactAtKept: 250, withinTolerance: 149, outsideTolerance: 1 },
  ...{ extra: 4, pctDifferent: 5, nullsExpected: 5 },
};

test.each(SUMS.map((each) => [each.title, each.parts] as const))(
  '%s: the parts are all that was compared',
  (_, parts) => {
    const counts = parts.map(({ name }) => countOf(comparison.parse(COMPARED), name));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(COMPARED.cells);
  },
);

test('every count of a comparison is on the page', () => {
  const words = part(renderReport(data({ comparisons: [COMPARED] })), 'gold');
  for (const count of [415, 3, 2, 250, 149, 18, 1, 4, 5, 420]) expect(words).toMatch(new RegExp(` ${count} `));
});
