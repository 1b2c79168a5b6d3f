import { ending } from '../../tools/demo/ending.ts';
import { judge } from '../../tools/report/verdict/judge.ts';
import { data, SITE } from '../report/report-data.ts';

const linesOf = (more: Parameters<typeof data>[0] = {}): string[] => {
  const facts = data(more);
  return ending(facts, judge(facts), 'out/demo/report.html').split('\n');
};

test('a run ends in ten lines: verdict, six figures, what to open, what to do next', () => {
  expect(linesOf()).toEqual([
    'All as promised.',
    '  values accounted for    100 of 100',
    "  a plant's reads refused 1 of 1 tried",
    '  gold equal to the truth 420 of 420 cells',
    '  came in                 1 file, 20 streamed records',
    '  bad, with a reason      5 values, 5.0 %',
    '  took                    2 min 11 s',
    'Open it:         out/demo/report.html, and beside it the first notebook, 01-read-gold.html',
    'Your own plant:  npm run airlock -- plant init kiln',
    '                 npm run airlock -- plant add-view <a file that your historian exported>',
  ]);
});

test('the account of a repeated run is that of all runs', () => {
  const history = { east: { ...SITE, cells_in: 200, exact_duplicates: 103 } };
  expect(linesOf({ repeated: true, history }).slice(1, 2)).toEqual([
    '  values accounted for    200 of 200, over all runs',
  ]);
});

test('what is wrong stands before the verdict', () => {
  const comparisons = [{ dataset: 'reactor_data', cells: 420, fine: false, equal: 417 }];
  const lines = linesOf({ comparisons });
  expect(lines.slice(0, 2)).toEqual(['FINDING  Gold: reactor_data differs from the truth', 'NOT as promised.']);
  expect(lines).toContain('  gold equal to the truth 417 of 420 cells');
});
