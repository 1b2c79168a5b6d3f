import { buildApp } from '../app/build.ts';
import { whoCan } from '../app/who-can.ts';
import type { JsonObject } from '../assembly/json.ts';
import { parseStack } from '../assembly/read.ts';
import { actionIs, both, resourceIs } from '../solver/constraints.ts';
import { ClassSolver } from '../solver/solver.ts';
import { readReference } from './reference.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = new ClassSolver(await readReference());
});

const ARN = 'arn:aws:s3:::reports';
const reads = both(actionIs('s3:GetObject'), resourceIs(`${ARN}/*`));
const policy = (...Statement: JsonObject[]): JsonObject => ({ Version: '2012-10-17', Statement });

/** A role that may read below a prefix of the bucket. */
function role(RoleName: string, prefix: string): JsonObject {
  const assume = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: `${ARN}/${prefix}*` };
  const Policies = [{ PolicyName: 'Read', PolicyDocument: policy(read) }];
  return { Type: 'AWS::IAM::Role', Properties: { RoleName, AssumeRolePolicyDocument: policy(assume), Policies } };
}

/** A bucket and two roles that may read it, with what more is said of it. */
async function readers(more: JsonObject, but: readonly string[] = []): Promise<string[]> {
  const Resources = {
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'reports' } },
    Reader: role('reader', ''),
    Worker: role('worker', 'orders/'),
    ...more,
  };
  const stack = parseStack(
    { name: 'one', account: '111111111111', region: 'eu-west-1', assetBuckets: [] },
    { Resources },
    'one',
  );
  const holders = await whoCan(buildApp({ folder: 'cdk.out', stacks: [stack] }, ['Custom::Ours']), solver, reads, but);
  return holders.map(
    ({ who, answer }) => `${who.name} ${answer.kind === 'found' ? answer.request.action : answer.kind}`,
  );
}

const guard = (PrincipalArn: string): JsonObject => {
  const Condition = { ArnNotEquals: { 'aws:PrincipalArn': PrincipalArn } };
  const deny = { Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: `${ARN}/*`, Condition };
  const Properties = { Bucket: { Ref: 'Bucket' }, PolicyDocument: policy(deny) };
  return { Guard: { Type: 'AWS::S3::BucketPolicy', Properties } };
};

test('every identity that can is named, and whoever else is in the account', async () => {
  expect(await readers({})).toEqual(['reader s3:GetObject', 'worker s3:GetObject', 'stranger s3:GetObject']);
});

test('those that may are left out', async () => {
  expect(await readers({}, ['reader', 'stranger'])).toEqual(['worker s3:GetObject']);
});

test("a Deny of the bucket's policy holds against the others", async () => {
  expect(await readers(guard('arn:aws:iam::111111111111:role/reader'))).toEqual(['reader s3:GetObject']);
});

test('what asks for a key that AWS does not have cannot be told', async () => {
  const more = guard('arn:aws:iam::111111111111:role/reader');
  const unknown = JSON.parse(JSON.stringify(more).replaceAll('aws:PrincipalArn', 'aws:PrincipalMood'));
  expect(await readers(unknown, ['stranger'])).toEqual(['reader undecided', 'worker undecided']);
});

test('a custom resource that is named as plain is passed over, and another is not', async () => {
  expect(await readers({ Ours: { Type: 'Custom::Ours' } }, ['reader', 'worker', 'stranger'])).toEqual([]);
  await expect(readers({ Theirs: { Type: 'Custom::Theirs' } })).rejects.toThrow('the type Custom::Theirs is not known');
});
