import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { REASONS } from '../../contract/read.ts';
import { refuseByContent, refuseByName } from '../../lambda/landing-intake/verdict.ts';
import { JOB_METRICS } from '../../lib/alarms/metrics.ts';
import { parseLandingKey, REFUSALS, streamKey } from '../../lib/contract/index.ts';

const NAME = 'site=east/feeder=sender/view=reactor/a.csv';
const refuse = (key: string, size: number): ReturnType<typeof refuseByName> =>
  refuseByName({ key, versionId: 'v', size }, 9);

test('a reason is told once', () => {
  const codes = REASONS.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)]);
});

test('the reasons that say "refused" are those that the intake gives', () => {
  const refused = REASONS.filter(({ fate }) => fate === 'refused').map(({ code }) => code);
  expect(refused.sort()).toEqual(Object.values(REFUSALS).sort());
});

test.each([
  ['empty', refuse(NAME, 0)],
  ['tooLarge', refuse(NAME, 10)],
  ['key', refuse('site=east/a.csv', 1)],
  ['probe', refuse('site=east/feeder=sender/view=_probe/a.txt', 1)],
  ['type', refuse(NAME.replace('.csv', '.zip'), 1)],
  ['type', refuseByContent(Buffer.from('PK\u0003\u0004'))],
] as const)('the intake refuses what is %s by the reason of that name', (name, refusal) => {
  expect(refusal?.reason).toBe(REFUSALS[name]);
});

test('what a stream writes has a key that the intake would read the same place from', () => {
  const key = streamKey({ site: 'east', feeder: 'sender', view: 'reactor' }, 'shard', '1', '2');
  expect(parseLandingKey(key)).toEqual({ site: 'east', feeder: 'sender', view: 'reactor' });
});

test('every metric of the jobs has a statistic and a unit that CloudWatch knows', () => {
  const { MAXIMUM, SUM } = cloudwatch.Stats;
  const units: string[] = Object.values(cloudwatch.Unit);
  for (const { statistic, unit } of Object.values(JOB_METRICS)) {
    expect([MAXIMUM, SUM]).toContain(statistic);
    expect(units).toContain(unit);
  }
});
