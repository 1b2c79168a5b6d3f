import { judgeFiles } from '../../tools/report/verdict/files.ts';

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
  expect(judgeFiles({ a: view }, strange).exit).toBe(exit);
});
