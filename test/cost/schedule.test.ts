import { timesAMonth } from '../../tools/cost/schedule.ts';

test.each([
  ['rate(1 hour)', 730],
  ['rate(15 minutes)', 2920],
  ['rate(1 day)', 730 / 24],
  ['cron(30 3 * * ? *)', 730 / 24],
  ['cron(0/15 * * * ? *)', 2920],
  ['cron(0 8-17 * * ? *)', 10 * (730 / 24)],
  ['cron(0,30 1 * * ? *)', 2 * (730 / 24)],
])('%s is due %d times a month', (expression, times) => {
  expect(timesAMonth(expression, 'here')).toBeCloseTo(times, 6);
});

test.each(['cron(0 0 1 * ? *)', 'cron(0 L * * ? *)', 'at(2026-11-29T00:00:00)'])('%s is not guessed', (expression) => {
  expect(() => timesAMonth(expression, 'stack Crawler')).toThrow('stack Crawler: got the');
});
