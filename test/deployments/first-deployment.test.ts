import { DescribeStacksCommand, type Stack, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { pipelineName } from '../../lib/contract/index.ts';
import { Deployment, inProdsSettings, MINUTES } from '../support/deployment.ts';

// The runbook deployment-failed, step by step, in prod's settings.
const config = inProdsSettings();
const RoleName = pipelineName(config, 'call-trail');
const STACK = 'airlock-local-replica-store';
const ALONE = [STACK, '--exclusively'];
let deployment: Deployment;

beforeAll(async () => {
  deployment = await Deployment.begin(config);
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await deployment.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
}, 10 * MINUTES);

afterAll(() => deployment.end());

const buckets = async (): Promise<(string | undefined)[]> => {
  const { Buckets = [] } = await deployment.owner.s3.send(new ListBucketsCommand({}));
  return Buckets.map(({ Name }) => Name).filter((name) => !name?.startsWith('cdk-'));
};
const stack = async (): Promise<Stack | undefined> => {
  const { Stacks } = await deployment.owner.cloudformation.send(new DescribeStacksCommand({ StackName: STACK }));
  return Stacks?.[0];
};
const unprotect = (): Promise<unknown> =>
  deployment.owner.cloudformation.send(
    new UpdateTerminationProtectionCommand({ StackName: STACK, EnableTerminationProtection: false }),
  );

test(
  'one that fails in the middle is rolled back, and leaves no bucket',
  async () => {
    await expect(deployment.deploy(config, ALONE)).rejects.toThrow(`${RoleName} already exists`);
    expect((await stack())?.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await buckets()).toEqual([]);
  },
  5 * MINUTES,
);

test(
  'what was in the way is gone; the stack that holds nothing goes once its protection is off, and the new one is protected',
  async () => {
    await deployment.iam.send(new DeleteRoleCommand({ RoleName }));
    await expect(deployment.deploy(config, ALONE)).rejects.toThrow('TerminationProtection');
    await unprotect();
    await deployment.deploy(config, ALONE);
    expect((await stack())?.EnableTerminationProtection).toBe(true);
  },
  5 * MINUTES,
);

test(
  'what a destroyed stack has kept is in the way of the next one, which can take it over with what is in it',
  async () => {
    const object = { Bucket: config.buckets.silver, Key: 'kept' };
    await deployment.owner.s3.send(new PutObjectCommand({ ...object, Body: 'kept' }));
    await unprotect();
    await deployment.destroy(config, STACK);
    await expect(deployment.deploy(config, ALONE)).rejects.toThrow(/already exists|Validation failed/);
    await unprotect();
    await deployment.deploy(config, [...ALONE, '--import-existing-resources']);
    const { Body } = await deployment.owner.s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('kept');
  },
  5 * MINUTES,
);
