import { METRIC_NAMESPACE } from '../../lib/contract/index.ts';
import { synthesize, templateOf } from '../support/stacks.ts';

const templates = await synthesize();
const alarms = Object.values(templates).flatMap((template) =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties),
);

test.each(['Clean', 'BuildGold', 'Maintenance'])('the job %s is told where to put its metrics', (id) => {
  const jobs = templateOf(templates, 'transformation').findResources('AWS::Glue::Job');
  const [job] = Object.entries(jobs).filter(([name]) => name.startsWith(id));
  expect(job?.[1].Properties.DefaultArguments['--metrics']).toBe(`${METRIC_NAMESPACE}/airlock-local`);
});

test.each(['north-refinery', 'east-chemicals'])(
  '%s is watched for late, bad, lost, unreadable and refused data',
  (site) => {
    const own = alarms.filter(
      ({ AlarmName }) => AlarmName.endsWith(`-${site}`) && !/iterator-age|-key-|-landing-/.test(AlarmName),
    );
    expect(own.map(({ MetricName, Threshold }) => [MetricName, Threshold]).sort()).toEqual([
      ['FreshnessSeconds', expect.any(Number)],
      ['Quarantined', expect.any(Number)],
      ['Refused', 0],
      ['ShareBad', expect.any(Number)],
      ['Unreadable', 0],
    ]);
  },
);

test('a stream is watched for records that wait, batches that fail and batches that are lost', () => {
  const own = alarms.filter(({ AlarmName }) => /iterator-age|stream-/.test(AlarmName));
  expect(own.map(({ AlarmName, MetricName }) => [AlarmName, MetricName]).sort()).toEqual([
    ['airlock-local-iterator-age-east-chemicals', 'GetRecords.IteratorAgeMilliseconds'],
    ['airlock-local-stream-errors', 'Errors'],
    ['airlock-local-stream-losses', 'DestinationDeliveryFailures'],
  ]);
});
