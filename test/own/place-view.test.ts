import { judge } from '../../tools/own/clean.ts';
import { nameOf, patternOf } from '../../tools/own/place-view.ts';

test.each([
  ['Process_20260320000000.txt', 'Process_*.txt', 'process'],
  ['Ofen_2026-03-01 12.csv', 'Ofen_*.csv', 'ofen'],
  ['Export Kessel.csv', 'Export Kessel.csv', 'export-kessel'],
  ['Öl-Druck[2].csv', 'Öl-Druck[[]*].csv', 'ol-druck'],
  ['2026.csv', '*.csv', 'view'],
])('files such as %s are those of %s, their view is %s', (file, pattern, name) => {
  expect([patternOf(`/data/${file}`), nameOf(`/data/${file}`)]).toEqual([pattern, name]);
});

const account = (outcome: string, closes = true) => ({
  ...{ cells_in: 1, silver_good: closes ? 1 : 0, silver_bad: 0, quarantined: 0, exact_duplicates: 0, closes },
  ...{ reasons: {}, objects: { [outcome]: 1 } },
  by_object: [
    {
      ...{ key: 'site=a/f.csv', version: 'v0', landed_at: '', outcome, manifest_state: null, reasons: {}, closes },
      ...{ cells_in: 1, silver_good: closes ? 1 : 0, silver_bad: 0, quarantined: 0, exact_duplicates: 0 },
    },
  ],
});

test.each([
  ['all is accounted for', 0, account('read'), []],
  ['a sum that does not close', 1, account('read', false), []],
  ['a file that cannot be read', 1, account('unreadable'), []],
  ['a file of no view', 2, account('read'), [{ file: 'x', why: 'no view takes it' }]],
])('%s gives exit code %d', (_, exit, view, strange) => {
  expect(judge({ a: view }, { strange }).exit).toBe(exit);
});
