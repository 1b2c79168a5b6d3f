import {
  aws_iam as iam,
  aws_logs as logs,
  Stack,
  aws_s3 as s3,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import { explains } from '../../lib/aspects/explanation.ts';
import { EXPLANATIONS } from '../../lib/aspects/explanations.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { configurations } from '../../tools/proof/doubt/stacks/configurations.ts';
import { type Reported, reportOf } from './findings.ts';

const reports = new Map([...configurations()].map(([name, config]) => [name, reportOf(config)]));
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

test('what is explained in one place is found in any other', () => {
  const { left } = reportOf(loadConfig('dev'), (app) => {
    for (const stack of app.node.children.filter((child) => Stack.isStack(child))) addFlaws(stack);
  });
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

/** Flaws that are explained where the stacks have them. */
function addFlaws(stack: Stack): void {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
  new s3.CfnBucket(stack, 'FreshBucket');
  new iam.CfnRole(stack, 'FreshRole', {
    assumeRolePolicyDocument: {},
    policies: [{ policyName: 'all', policyDocument: { Statement: [statement] } }],
  });
  new logs.CfnLogGroup(stack, 'FreshLog');
  new secretsmanager.CfnSecret(stack, 'FreshSecret');
}
