import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

const templates = await synthesize();

/** An alarm by the beginning of its logical id. */
const alarm = (stage: string, id: string): Record<string, unknown> =>
  propertiesOf(templateOf(templates, stage), 'AWS::CloudWatch::Alarm', id);

const of = (metric: string, site: string): object => ({
  Namespace: 'Airlock',
  MetricName: metric,
  Dimensions: [
    { Name: 'Deployment', Value: 'airlock-local' },
    { Name: 'Site', Value: site },
  ],
});

test.each(['north-refinery', 'east-chemicals'])(
  '%s is stale after three hours, and stays so until a fresh run',
  (site) => {
    const id = `${site.replaceAll('-', '')}AlarmsFreshness`;
    expect(alarm('transformation', id)).toMatchObject({
      ...of('FreshnessSeconds', site),
      AlarmName: `airlock-local-freshness-${site}`,
      Statistic: 'Maximum',
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 10_800,
      TreatMissingData: 'ignore',
    });
  },
);

test('the worst run of a period is what its share of bad cells is judged by', () => {
  expect(alarm('transformation', 'northrefineryAlarmsShareBad')).toMatchObject({
    ...of('ShareBad', 'north-refinery'),
    Statistic: 'Maximum',
    Threshold: 5,
    TreatMissingData: 'ignore',
  });
});

test.each([
  ['Quarantine', 'Quarantined', 100],
  ['Unreadable', 'Unreadable', 0],
  ['Refused', 'Refused', 0],
])('%s adds up an hour, and no run is no trouble', (id, metric, threshold) => {
  expect(alarm('transformation', `northrefineryAlarms${id}`)).toMatchObject({
    ...of(metric, 'north-refinery'),
    Statistic: 'Sum',
    Period: 3600,
    Threshold: threshold,
    TreatMissingData: 'notBreaching',
  });
});

test('a stream that nobody reads is an alarm as one whose records wait', () => {
  expect(alarm('ingestion', 'StreamAlarmseastchemicalsIteratorAge')).toMatchObject({
    Namespace: 'AWS/Kinesis',
    MetricName: 'GetRecords.IteratorAgeMilliseconds',
    Dimensions: [{ Name: 'StreamName', Value: 'airlock-local-east-chemicals' }],
    EvaluationPeriods: 3,
    Threshold: 300_000,
    TreatMissingData: 'breaching',
  });
});

test('one failed batch is no alarm, a quarter of an hour of them is', () => {
  expect(alarm('ingestion', 'StreamAlarmsErrors')).toMatchObject({
    MetricName: 'Errors',
    Dimensions: [{ Name: 'FunctionName', Value: 'airlock-local-stream-to-bronze' }],
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 0,
    TreatMissingData: 'notBreaching',
  });
});
