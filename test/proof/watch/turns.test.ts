import { minutesOf } from '../../../tools/proof/watch/turns.ts';

test.each([
  ['rate(1 day)', 1440],
  ['rate(7 minutes)', 7],
  ['rate(2 hours)', 120],
  ['cron(0 * * * ? *)', 60],
  ['cron(3/5 * * * ? *)', 5],
  ['cron(30 0 * * ? *)', 1440],
  ['cron(30 0/6 * * ? *)', 360],
  ['cron(0/5 0 * * ? *)', Number.NaN],
  ['cron(0 0 ? * MON *)', Number.NaN],
  ['at(2026-12-01T00:00:00)', Number.NaN],
])('%s comes every %d minutes', (schedule, minutes) => {
  expect(minutesOf(schedule)).toBe(minutes);
});
