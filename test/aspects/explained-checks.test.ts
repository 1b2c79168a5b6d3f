import { explains } from '../../lib/aspects/explanation.ts';
import { EXPLANATIONS } from '../../lib/aspects/explanations.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { type Reported, reportOf } from './findings.ts';

const reports = new Map(
  await Promise.all([...configurations()].map(async ([name, config]) => [name, await reportOf({ config })] as const)),
);
const suppressed: readonly Reported[] = [...reports.values()].flatMap((report) => report.suppressed);

test.each([...reports])(
  'no rule of AwsSolutions or of NIST 800-53 R5 finds what is not explained: %s',
  (_, { left }) => {
    expect(left).toEqual([]);
  },
);

test('each acknowledgement goes by its pack and its whole rule, on the resource of the finding, with a reason', () => {
  expect(suppressed.length).toBeGreaterThan(100);
  const wrong = suppressed.filter(
    ({ rule, path, reason = '', acknowledgedId = '', acknowledgedAt }) =>
      !acknowledgedId.endsWith(`::${rule}`) || acknowledgedAt !== path || reason.length < 60 || !path.includes('/'),
  );
  expect(wrong).toEqual([]);
});

test('each explanation explains something in some configuration', () => {
  const stale = EXPLANATIONS.filter((each) => !suppressed.some((finding) => explains(each, finding)));
  expect(stale).toEqual([]);
});

test('each place that an explanation names has the finding', () => {
  const stale = EXPLANATIONS.flatMap((each) =>
    each.at.filter((at) => !suppressed.some((finding) => explains({ ...each, at: [at] }, finding))),
  );
  expect(stale).toEqual([]);
});

test('what is explained in one place is found in any other', async () => {
  const { left } = await reportOf({ config: loadConfig('dev'), change: 'flaws that are explained elsewhere' });
  const rules = new Set(left.filter(({ path }) => path.includes('/Fresh')).map(({ rule }) => rule));
  expect([...rules].sort()).toEqual(
    expect.arrayContaining([
      'AwsSolutions-IAM5[Resource::arn:aws:s3:::b/*]',
      'AwsSolutions-SMG4',
      'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
      'NIST.800.53.R5-IAMNoInlinePolicy',
      'NIST.800.53.R5-S3BucketReplicationEnabled',
      'NIST.800.53.R5-S3DefaultEncryptionKMS',
    ]),
  );
  expect(left.filter(({ path }) => !path.includes('/Fresh'))).toEqual([]);
});
