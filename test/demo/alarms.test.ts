import { alarmOf } from '../../tools/demo/steps/alarms.ts';

const TOLD = {
  AlarmName: 'airlock-local-share-bad',
  StateValue: 'ALARM',
  StateReason: 'Threshold crossed',
  AlarmDescription: 'Too many cells are bad. What to do: docs/runbooks/share-bad.md',
  StateUpdatedTimestamp: new Date('2026-01-01T00:00:00Z'),
  MetricName: 'ShareBad',
  Statistic: 'Maximum',
  ComparisonOperator: 'GreaterThanThreshold',
  Threshold: 20,
  EvaluationPeriods: 2,
  Period: 300,
} as const;

test('an alarm is told with its sentence, its runbook and what it watches', () => {
  expect(alarmOf(TOLD)).toEqual({
    name: 'airlock-local-share-bad',
    state: 'ALARM',
    reason: 'Threshold crossed',
    wanted: null,
    summary: 'Too many cells are bad.',
    runbook: 'docs/runbooks/share-bad.md',
    rule: {
      metric: 'ShareBad',
      statistic: 'Maximum',
      comparison: 'GreaterThanThreshold',
      threshold: 20,
      periods: 2,
      periodSeconds: 300,
    },
    since: '2026-01-01T00:00:00.000Z',
  });
});

test('an alarm without a runbook names none', () => {
  expect(alarmOf({ ...TOLD, AlarmDescription: 'Too many.' }).runbook).toBeNull();
});
