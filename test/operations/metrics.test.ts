import type { Template } from 'aws-cdk-lib/assertions';
import { loadConfig } from '../../lib/config/load-config.ts';
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

test('of two deployments in one account, no alarm looks at what the other measures', async () => {
  const config = loadConfig('local');
  const buckets = Object.entries(config.buckets).map(([layer, name]) => [layer, `${name}-2`]);
  const other = { ...config, environment: 'second', buckets: Object.fromEntries(buckets) };
  const theirs = measuredBy(Object.values(await synthesize(other)));
  const ours = measuredBy(Object.values(templates));
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((each) => theirs.includes(each))).toEqual([]);
});

/** Namespace, name and dimensions of every metric of the alarms. */
function measuredBy(all: readonly Template[]): string[] {
  return all.flatMap((template) =>
    Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) =>
      JSON.stringify([Properties.Namespace, Properties.MetricName, Properties.Dimensions]),
    ),
  );
}
