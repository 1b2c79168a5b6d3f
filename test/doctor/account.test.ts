import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateTrailCommand, DeleteTrailCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateUserCommand,
  DeleteUserCommand,
  GetAccountSummaryCommand,
  GetUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { CreateStreamCommand, DeleteStreamCommand } from '@aws-sdk/client-kinesis';
import { CreateKeyCommand, DisableKeyCommand, EnableKeyCommand } from '@aws-sdk/client-kms';
import { GetDataLakeSettingsCommand, PutDataLakeSettingsCommand } from '@aws-sdk/client-lakeformation';
import { CreateBucketCommand, DeleteBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { CreateTopicCommand, DeleteTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { environmentFor } from '../../packages/local-cloud/cloud.ts';
import type { Account } from '../../tools/doctor/account/check.ts';
import { examineAccount } from '../../tools/doctor/account/examine.ts';
import { sessionResult } from '../../tools/doctor/account/identity.ts';
import { exitCode } from '../../tools/doctor/account/lines.ts';
import { vcpusOf } from '../../tools/doctor/account/quotas.ts';
import type { Result } from '../../tools/doctor/account/result.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { LocalAccount, policyOf } from './local-account.ts';

const POLICY = join(ROOT, 'docs', 'doctor-policy.json');

let account: LocalAccount;
beforeAll(async () => {
  account = await LocalAccount.start();
});
afterAll(() => account.end());

/** What is amiss, without what is fine. */
async function amiss(changes: Partial<Account> = {}): Promise<Result[]> {
  const results = await examineAccount(account.as(changes));
  return results.filter(({ state }) => state !== 'fine');
}

/** The one finding, by name, what was got, and the command that mends it. */
const one = (name: string, got: string, fix: string) => [
  expect.objectContaining({
    name,
    state: 'finding',
    got: expect.stringContaining(got),
    fix: expect.stringContaining(fix),
  }),
];

test('an account that has everything has no finding, and each look says what it saw', async () => {
  const results = await examineAccount(account.as());
  expect(results.filter(({ state }) => state !== 'fine')).toEqual([]);
  expect(exitCode(results)).toBe(0);
  expect(results.map(({ name }) => name)).toEqual([
    'Credentials',
    'Account',
    'Region',
    'Bootstrap',
    'Rights of the deployment',
    'Role of consumption.kubeflow.adminRoleArn',
    'Stacks',
    ...Object.values(account.config.buckets).map((bucket) => `Bucket ${bucket}`),
    'Stream airlock-local-east-chemicals',
    'User airlock-local-pi-integrator-north-refinery',
    'User airlock-local-pi-integrator-east-chemicals',
    'Subscribers of the alarms',
    'Lake Formation',
    'Quota of vCPUs',
    'Quota of concurrent functions',
    'Quota of trails',
    'Quota of buckets',
    'Quota of shards',
    'Quota of users',
  ]);
});

test('keys that AWS does not accept are the one finding', async () => {
  const clients = account.clients({ accessKeyId: 'AKIAWRONGWRONGWRONG1', secretAccessKey: 'wrong' });
  const results = await examineAccount(account.as({ clients }));
  expect(results).toEqual(one('Credentials', 'security token', 'aws sso login'));
});

test('a session that ends before a deployment would is a finding', async () => {
  const clients = account.clients({
    accessKeyId: account.config.account,
    secretAccessKey: 'test',
    expiration: new Date(Date.now() + 20.5 * 60_000),
  });
  expect((await examineAccount(account.as({ clients })))[0]).toEqual(
    one('Credentials', 'for 20 minutes', 'aws sso login')[0],
  );
});

test('a session of an hour is long enough', () => {
  expect(sessionResult('arn:aws:iam::1:role/a', 60).state).toBe('fine');
  expect(sessionResult('arn:aws:iam::1:role/a', 59).state).toBe('finding');
});

test('of another account nothing else is looked at', async () => {
  const config = { ...account.config, account: '111111111111' };
  const results = await examineAccount(account.as({ config }));
  expect(results.filter(({ state }) => state !== 'fine')).toEqual(one('Account', '000000000000', 'take a profile'));
  expect(results.map(({ name }) => name)).toEqual(['Credentials', 'Account', 'Region']);
});

test('a shell that is set to another region is told', async () => {
  const { AWS_REGION: before } = process.env;
  process.env.AWS_REGION = 'eu-west-1';
  try {
    expect(await amiss()).toEqual(one('Region', 'eu-west-1', 'export AWS_REGION=us-east-1'));
  } finally {
    if (before === undefined) delete process.env.AWS_REGION;
    else process.env.AWS_REGION = before;
  }
});

describe('bootstrap', () => {
  afterEach(() => account.bootstrap('23'));

  test('none', async () => {
    await account.withoutBootstrap();
    expect(await amiss()).toEqual(one('Bootstrap', 'none', 'npx cdk bootstrap aws://000000000000/us-east-1'));
  });

  test('too old', async () => {
    await account.bootstrap('5');
    expect(await amiss()).toEqual(one('Bootstrap', 'version 5', 'npx cdk bootstrap'));
  });

  test('another qualifier than cdk.json has', async () => {
    const template = {
      Parameters: { Qualifier: { Type: 'String' } },
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'of-the-toolkit' } } },
    };
    await account.deploy('CDKToolkit', template, { Qualifier: 'hnb659fds' });
    const found = await amiss({ qualifier: 'acmeplat' });
    await account.destroy('CDKToolkit');
    expect(found).toEqual(
      one('Bootstrap', 'the qualifier hnb659fds', '"@aws-cdk/core:bootstrapQualifier": "hnb659fds"'),
    );
  });
});

test('an action that the deploying role may not is named', async () => {
  const deny = { Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*' };
  await account.letDeploy(policyOf({ Effect: 'Allow', Action: '*', Resource: '*' }, deny));
  const found = await amiss();
  await account.letDeploy();
  expect(found).toEqual(one('Rights of the deployment', 'may not iam:CreateUser', 'ask the platform team'));
});

test('a role that the configuration names and that is not there', async () => {
  await account.takeRole('kubeflow-admin');
  const found = await amiss();
  await account.makeRole('kubeflow-admin');
  const name = 'Role of consumption.kubeflow.adminRoleArn';
  expect(found).toEqual(one(name, 'none', 'aws iam create-role --role-name kubeflow-admin'));
});

test('the break-glass role of prod is looked for', async () => {
  const config = { ...account.config, breakGlassRoleArn: 'arn:aws:iam::000000000000:role/break-glass' };
  expect(await amiss({ config })).toEqual(
    one('Role of breakGlassRoleArn', 'none', 'aws iam create-role --role-name break-glass'),
  );
});

test('the role that deploys is looked for where the configuration names one, and its rights are asked', async () => {
  const config = { ...account.config, executionRoleArn: 'arn:aws:iam::000000000000:role/deployer' };
  expect(await amiss({ config })).toEqual(
    one('Role of executionRoleArn', 'none', 'aws iam create-role --role-name deployer'),
  );
  await account.makeRole('deployer');
  const found = await amiss({ config });
  await account.takeRole('deployer');
  expect(found).toEqual(
    one('Rights of the deployment', 'deployer may not cloudtrail:CreateTrail', 'ask the platform team'),
  );
});

describe('a key of the customer', () => {
  let arn: string;
  const keyed = () => ({ ...account.config, customerKey: { arn } });
  beforeAll(async () => {
    arn = `${(await account.owner.kms.send(new CreateKeyCommand({}))).KeyMetadata?.Arn}`;
  });

  test('that is there is fine, and told', async () => {
    const results = await examineAccount(account.as({ config: keyed() }));
    expect(results).toContainEqual({ name: 'Key of customerKey', state: 'fine', got: arn });
  });

  test('that is disabled', async () => {
    await account.owner.kms.send(new DisableKeyCommand({ KeyId: arn }));
    const found = await amiss({ config: keyed() });
    await account.owner.kms.send(new EnableKeyCommand({ KeyId: arn }));
    expect(found).toEqual(one('Key of customerKey', 'Disabled', `aws kms enable-key --key-id ${arn}`));
  });

  test('that is not there', async () => {
    const config = { ...account.config, customerKey: { arn: arn.replace(/.$/, (last) => (last === '0' ? '1' : '0')) } };
    expect(await amiss({ config })).toEqual(one('Key of customerKey', 'none', 'config/local.json, or "create"'));
  });

  test('is looked for by the right of its own', async () => {
    const { Statement: statements } = JSON.parse(readFileSync(POLICY, 'utf8'));
    const clients = await account.user(
      policyOf(...statements, { Effect: 'Deny', Action: 'kms:DescribeKey', Resource: '*' }),
    );
    expect(await amiss({ clients, config: keyed() })).toMatchObject([{ name: 'Key of customerKey', state: 'unclear' }]);
  });
});

test('a stack that failed to be made, and how it is taken away where it is protected', async () => {
  const name = 'airlock-local-transformation';
  const Policy = {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'p', PolicyDocument: {}, Roles: ['nobody-has-it'] },
  };
  expect(await account.deploy(name, { Resources: { Policy } })).toBe('ROLLBACK_COMPLETE');
  const [plain, kept] = [await amiss(), await amiss({ config: { ...account.config, removalPolicy: 'retain' } })];
  await account.destroy(name);
  expect(plain).toEqual(
    one('Stacks', `${name} is ROLLBACK_COMPLETE`, `aws cloudformation delete-stack --stack-name ${name}`),
  );
  expect(kept).toEqual(one('Stacks', name, '--no-enable-termination-protection'));
});

describe('names', () => {
  const bucket = 'my-plant-data-gold';

  test('a bucket of another account', async () => {
    const other = account.clients({ accessKeyId: '999999999999', secretAccessKey: 'test' });
    await other.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const found = await amiss();
    await other.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    expect(found).toEqual(one(`Bucket ${bucket}`, 'taken by another account', '"buckets" in config/local.json'));
  });

  test('a bucket that no stack has, as a failed deployment leaves it', async () => {
    await account.owner.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const found = await amiss();
    await account.owner.s3.send(new DeleteBucketCommand({ Bucket: bucket }));
    expect(found).toEqual(
      one(`Bucket ${bucket}`, 'of no stack', 'airlock-local-replica-store --exclusively --import-existing-resources'),
    );
  });

  const template = { Resources: { Gold: { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucket } } } };

  test('a bucket of another stack', async () => {
    await account.deploy('somebody-elses', template);
    const found = await amiss();
    await account.destroy('somebody-elses');
    expect(found).toEqual(one(`Bucket ${bucket}`, 'of the stack somebody-elses', 'choose another name'));
  });

  test('a bucket of the stack that is to have it is fine', async () => {
    await account.deploy('airlock-local-replica-store', template);
    const results = await examineAccount(account.as());
    await account.destroy('airlock-local-replica-store');
    expect(results.find(({ name }) => name === `Bucket ${bucket}`)?.got).toBe(
      'ours, of the stack airlock-local-replica-store',
    );
  });

  test('a stream that no stack has', async () => {
    const StreamName = 'airlock-local-east-chemicals';
    await account.owner.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
    const found = await amiss();
    await account.owner.kinesis.send(new DeleteStreamCommand({ StreamName }));
    expect(found).toEqual(one(`Stream ${StreamName}`, 'of no stack', 'airlock-local-ingestion --exclusively'));
  });

  test('a user that no stack has', async () => {
    const UserName = 'airlock-local-pi-integrator-north-refinery';
    await account.owner.iam.send(new CreateUserCommand({ UserName }));
    const found = await amiss();
    await account.owner.iam.send(new DeleteUserCommand({ UserName }));
    expect(found).toEqual(one(`User ${UserName}`, 'of no stack', 'airlock-local-ingestion --exclusively'));
  });
});

describe('the topic of the alarms', () => {
  let TopicArn: string;
  const subscribe = (Protocol: string, Endpoint: string) =>
    account.owner.sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }));
  const told = async () => (await examineAccount(account.as())).find(({ name }) => name === SUBSCRIBERS);
  const SUBSCRIBERS = 'Subscribers of the alarms';

  beforeEach(async () => {
    TopicArn = `${(await account.owner.sns.send(new CreateTopicCommand({ Name: 'airlock-local-alarms' }))).TopicArn}`;
  });
  afterEach(() => account.owner.sns.send(new DeleteTopicCommand({ TopicArn })));

  test('that nobody is subscribed to', async () => {
    expect(await amiss()).toEqual(one(SUBSCRIBERS, 'nobody', 'alarms.subscribers of config/local.json'));
  });

  test('whose one subscriber has not confirmed', async () => {
    await subscribe('email', 'on-call@example.org');
    expect(await amiss()).toEqual(
      one(
        SUBSCRIBERS,
        'nobody; asked, and not confirmed: on-call@example.org',
        `aws sns subscribe --topic-arn ${TopicArn} --protocol email --notification-endpoint on-call@example.org`,
      ),
    );
  });

  test('that a queue hears is fine, and who has not confirmed is told', async () => {
    await subscribe('sqs', 'arn:aws:sqs:us-east-1:000000000000:pager');
    await subscribe('email', 'on-call@example.org');
    expect(await told()).toMatchObject({
      state: 'fine',
      got: '1 confirmed; asked, and not confirmed: on-call@example.org',
    });
  });

  test('is looked at by the right of its own', async () => {
    const { Statement: statements } = JSON.parse(readFileSync(POLICY, 'utf8'));
    const deny = { Effect: 'Deny', Action: 'sns:ListSubscriptionsByTopic', Resource: '*' };
    const clients = await account.user(policyOf(...statements, deny));
    expect(await amiss({ clients })).toMatchObject([{ name: SUBSCRIBERS, state: 'unclear' }]);
  });
});

test.each(['CreateDatabaseDefaultPermissions', 'CreateTableDefaultPermissions'] as const)(
  'a data lake without %s wants grants',
  async (taken) => {
    const { lakeFormation } = account.owner;
    const { DataLakeSettings: before = {} } = await lakeFormation.send(new GetDataLakeSettingsCommand({}));
    await lakeFormation.send(new PutDataLakeSettingsCommand({ DataLakeSettings: { ...before, [taken]: [] } }));
    const found = await amiss();
    await lakeFormation.send(new PutDataLakeSettingsCommand({ DataLakeSettings: before }));
    const grant = 'role/airlock/airlock/local/pipeline/airlock-local-crawler --permissions CREATE_TABLE';
    expect(found).toEqual(one('Lake Formation', 'grants decide', grant));
  },
);

describe('quotas', () => {
  afterEach(() => account.quotas({}));

  test.each([
    ['Quota of vCPUs', 'ec2/L-1216C47A', 5, '--quota-code L-1216C47A --desired-value 16'],
    ['Quota of concurrent functions', 'lambda/L-B99A9384', 10, '--quota-code L-B99A9384'],
    ['Quota of buckets', 's3/L-DC2B2D3D', 4, '--quota-code L-DC2B2D3D --desired-value 5'],
    ['Quota of shards', 'kinesis/ShardLimit', 0, 'airlock-local-east-chemicals'],
  ])('%s', async (name, quota, value, fix) => {
    account.quotas({ [quota]: value });
    expect(await amiss()).toEqual(one(name, String(value), fix));
  });

  test('shards and users that stand are not needed once more', async () => {
    const template = {
      Resources: {
        Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'airlock-local-east-chemicals', ShardCount: 1 } },
        User: { Type: 'AWS::IAM::User', Properties: { UserName: 'airlock-local-pi-integrator-north-refinery' } },
      },
    };
    await account.deploy('airlock-local-ingestion', template);
    account.quotas({ 'kinesis/ShardLimit': 1 });
    const results = await examineAccount(account.as());
    await account.destroy('airlock-local-ingestion');
    const told = (name: string) => results.find((each) => each.name === name)?.got;
    expect(told('Quota of shards')).toBe('1, of which 1 are taken and 0 more are needed');
    expect(told('Quota of users')).toMatch(/1 more are needed$/);
  });

  test('a quota that has no applied value has the default one', async () => {
    account.quotas({ 's3/L-DC2B2D3D': null });
    expect(await amiss()).toEqual([]);
  });

  test('Quota of trails', async () => {
    const S3BucketName = 'of-the-trails';
    const names = ['one', 'two', 'three', 'four', 'five'];
    await account.owner.s3.send(new CreateBucketCommand({ Bucket: S3BucketName }));
    await account.owner.s3.send(
      new PutBucketPolicyCommand({
        Bucket: S3BucketName,
        Policy: policyOf({
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: ['s3:GetBucketAcl', 's3:PutObject'],
          Resource: [`arn:aws:s3:::${S3BucketName}`, `arn:aws:s3:::${S3BucketName}/*`],
        }),
      }),
    );
    const { cloudtrail } = account.owner;
    for (const Name of names) await cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName }));
    const found = await amiss();
    for (const Name of names) await cloudtrail.send(new DeleteTrailCommand({ Name }));
    await account.owner.s3.send(new DeleteBucketCommand({ Bucket: S3BucketName }));
    expect(found).toEqual(one('Quota of trails', '5, of which 5 are taken', 'aws cloudtrail delete-trail'));
  });

  test('Quota of users', async () => {
    // Nobody makes five thousand users for a test.
    const mocked = mockClient(IAMClient);
    mocked.on(GetUserCommand).rejects(Object.assign(new Error(), { name: 'NoSuchEntityException' }));
    mocked.on(GetAccountSummaryCommand).resolves({ SummaryMap: { Users: 4999, UsersQuota: 5000 } });
    const results = await examineAccount(account.as());
    mocked.restore();
    expect(results).toContainEqual(one('Quota of users', '5000, of which 4999 are taken', 'aws iam delete-user')[0]);
  });

  test.each([
    ['m7i.large', 2],
    ['m7i.xlarge', 4],
    ['m7i.8xlarge', 32],
    ['m7i.metal', undefined],
  ])('an %s has %p vCPUs', (type, vcpus) => {
    expect(vcpusOf(type)).toBe(vcpus);
  });
});

describe('rights', () => {
  const {
    Statement: [{ Action: actions }],
  }: { Statement: [{ Action: string[] }] } = JSON.parse(readFileSync(POLICY, 'utf8'));

  // Whose a bucket is, is asked of one that is there; a default of a quota, of one that has no other value.
  const Gold = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'my-plant-data-gold' } };
  beforeAll(async () => {
    await account.deploy('airlock-local-replica-store', { Resources: { Gold } });
    account.quotas({ 's3/L-DC2B2D3D': null });
  });
  afterAll(async () => {
    account.quotas({});
    await account.destroy('airlock-local-replica-store');
  });

  test('docs/doctor-policy.json is enough', async () => {
    const clients = await account.user(readFileSync(POLICY, 'utf8'));
    expect(await amiss({ clients })).toEqual([]);
  });

  const everyDeployment = actions.filter((action) => action !== 'kms:DescribeKey');
  test.each(everyDeployment)('without %s something cannot be told, and nothing is taken for fine', async (taken) => {
    const rest = actions.filter((action) => action !== taken);
    const clients = await account.user(policyOf({ Effect: 'Allow', Action: rest, Resource: '*' }));
    const found = await amiss({ clients });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every(({ state, fix }) => state === 'unclear' && fix?.includes('docs/doctor-policy.json'))).toBe(true);
    expect(exitCode(found)).toBe(2);
  });
});

test('the command prints a line a look, and ends with 0, 1 or 2', async () => {
  const env = environmentFor(account.cloud);
  const run = () =>
    promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'tools/airlock.ts', 'doctor', '--aws', '--env', 'local'],
      { cwd: ROOT, env },
    );
  expect((await run()).stdout).toContain('ok      Bootstrap: version 23, qualifier hnb659fds\n');
  account.quotas({ 'ec2/L-1216C47A': 5 });
  const failed = await run().catch((error: { code: number; stdout: string }) => error);
  account.quotas({});
  expect(failed).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('FAIL    Quota of vCPUs: got 5, wanted 16'),
  });
});
