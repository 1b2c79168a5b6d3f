import { setTimeout } from 'node:timers/promises';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { GetJobCommand } from '@aws-sdk/client-glue';
import {
  CreatePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { GetRecordsCommand, GetShardIteratorCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { InvokeCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import {
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { DescribeSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import type { Config } from '../../lib/config/config.ts';
import {
  alarmName,
  goldReaderName,
  landingPrefix,
  pipelineName,
  plantName,
  plantSecretName,
  streamArn,
  streamName,
} from '../../lib/contract/index.ts';
import type { Credentials } from '../../tools/operate/aws.ts';
import { Deployment, inProdsSettings, MINUTES } from '../support/deployment.ts';
import { standing } from '../support/standing.ts';

// A deployment that lives: each kind of thing of the configuration changes, goes and comes back, on one cloud, in prod's settings.
const SITE = 'north-refinery';
const STREAMS = 'east-chemicals';
const QUALIFIER = 'acmeplat';
const first = inProdsSettings();
const user = plantName(first, SITE, 'pi-integrator');
const secret = plantSecretName(first, SITE);
const newGold = `${first.buckets.gold}-2`;
let deployment: Deployment;
let atFirst: string[];

beforeAll(async () => {
  deployment = await Deployment.begin(first);
  await deployment.deploy(first);
  atFirst = await standing(deployment);
}, 10 * MINUTES);

afterAll(() => deployment.end());

test('a first deployment makes a key of a PI Integrator and stores it', async () => {
  expect(await keyIn(secret)).toEqual(await activeKeys());
});

test("a plant's refused read of gold, before anything else was refused, sets off the alarm", async () => {
  expect(await refusedAlarm()).not.toBe('ALARM');
  const { s3 } = deployment.as(await credentialsIn(secret));
  const read = s3.send(new GetObjectCommand({ Bucket: first.buckets.gold, Key: 'any.parquet' }));
  await expect(read).rejects.toMatchObject({ name: 'AccessDenied' });
  for (let looks = 0; looks < 60 && (await refusedAlarm()) !== 'ALARM'; looks += 1) await setTimeout(500);
  expect(await refusedAlarm()).toBe('ALARM');
});

test("a session that was opened with a PI Integrator's key puts nothing, before the key is revoked and after", async () => {
  const key = await credentialsIn(secret);
  const session = await deployment.sessionOf(key);
  expect([await putBy(key), await putBy(session)]).toEqual(['accepted', 'AccessDenied']);
  await askKeeper('revoke');
  expect([await putBy(key), await putBy(session)]).toEqual(['InvalidAccessKeyId', 'AccessDenied']);
  await askKeeper('renew');
});

describe('when a site, a feeder and a stream go, gold gets another bucket, alarms a limit and identities a boundary', () => {
  let before: string[];

  beforeAll(async () => {
    before = await activeKeys();
    const record = { StreamName: streamName(first, STREAMS), PartitionKey: 'kept', Data: Buffer.from('kept') };
    await deployment.owner.kinesis.send(new PutRecordCommand(record));
    const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
    const policy = { PolicyName: 'acme-boundary', PolicyDocument: JSON.stringify(everything) };
    await deployment.iam.send(new CreatePolicyCommand(policy));
    await deployment.deploy(without(changed(first)));
  }, 10 * MINUTES);

  test.each([
    ['the site that goes', SITE],
    ['the site that stays', STREAMS],
  ])('user, key and secret of the PI Integrator of %s are gone', async (_, site) => {
    const UserName = plantName(first, site, 'pi-integrator');
    await expect(deployment.iam.send(new GetUserCommand({ UserName }))).rejects.toThrow(/NoSuchEntity|cannot be found/);
    const SecretId = plantSecretName(first, site);
    await expect(deployment.owner.secrets.send(new DescribeSecretCommand({ SecretId }))).rejects.toThrow();
  });

  test('whoever reads and writes gold names the new bucket', async () => {
    const job = new GetJobCommand({ JobName: pipelineName(first, 'silver-to-gold') });
    const { Job } = await deployment.owner.glue.send(job);
    expect(Job?.DefaultArguments?.['--gold']).toBe(`s3://${newGold}`);
    const reader = { RoleName: goldReaderName(first), PolicyName: 'ReadGold' };
    const { PolicyDocument = '' } = await deployment.iam.send(new GetRolePolicyCommand(reader));
    expect(decodeURIComponent(PolicyDocument)).toContain(`arn:aws:s3:::${newGold}/*`);
  });

  test('the old bucket of gold is retained, by its name', async () => {
    await expect(
      deployment.owner.s3.send(new HeadBucketCommand({ Bucket: first.buckets.gold })),
    ).resolves.toBeDefined();
  });

  test('the stream is retained with its record, and nobody reads it', async () => {
    expect(await records()).toEqual(['kept']);
    const mappings = new ListEventSourceMappingsCommand({ EventSourceArn: streamArn(first, STREAMS) });
    const { EventSourceMappings } = await deployment.owner.lambda.send(mappings);
    expect(EventSourceMappings).toEqual([]);
  });

  test("the alarm has the configuration's limit", async () => {
    const alarms = new DescribeAlarmsCommand({ AlarmNamePrefix: `${first.app}-${first.environment}-` });
    const { MetricAlarms = [] } = await deployment.owner.cloudwatch.send(alarms);
    const limits = MetricAlarms.filter(({ AlarmName }) => AlarmName?.includes('quarantine')).map(
      ({ Threshold }) => Threshold,
    );
    expect(new Set(limits)).toEqual(new Set([5]));
  });

  test("the organization's boundary is on the pipeline and on no plant", async () => {
    const roles = [pipelineName(first, 'landing-intake'), plantName(first, STREAMS, 'sender')];
    const found = await Promise.all(roles.map((RoleName) => deployment.iam.send(new GetRoleCommand({ RoleName }))));
    expect(found.map(({ Role }) => Role?.PermissionsBoundary?.PermissionsBoundaryArn?.split('/').at(-1))).toEqual([
      'acme-boundary',
      `airlock-local-sender-${STREAMS}-boundary`,
    ]);
  });

  describe('and when all come back', () => {
    beforeAll(() => deployment.deploy(changed(first), ['--all', '--import-existing-resources']), 10 * MINUTES);

    test('the site has a new key, which its secret holds', async () => {
      const keys = await activeKeys();
      expect(await keyIn(secret)).toEqual(keys);
      expect(keys).not.toEqual(before);
    });

    test('the stream is the one that was kept, and is read again', async () => {
      expect(await records()).toEqual(['kept']);
      const mappings = new ListEventSourceMappingsCommand({ EventSourceArn: streamArn(first, STREAMS) });
      const { EventSourceMappings = [] } = await deployment.owner.lambda.send(mappings);
      expect(EventSourceMappings.map(({ State }) => State)).toEqual(['Enabled']);
    });

    test('what stands is what stood at first, the new bucket and the boundary: nothing is left behind', async () => {
      expect(await standing(deployment)).toEqual([...atFirst, `bucket ${newGold}`, 'policy acme-boundary'].toSorted());
    });

    describe('and when another bootstrap deploys', () => {
      const executionRoleArn = `arn:aws:iam::${first.account}:role/cdk-${QUALIFIER}-cfn-exec-role-${first.account}-${first.region}`;

      beforeAll(async () => {
        const words = ['--qualifier', QUALIFIER, '--toolkit-stack-name', `CDKToolkit-${QUALIFIER}`];
        await deployment.bootstrap(first, ...words);
        await deployment.deploy({ ...changed(first), executionRoleArn });
        const moved = { ...changed(first), bronze: { objectLockDays: 8 } };
        const context = { '@aws-cdk/core:bootstrapQualifier': QUALIFIER };
        await deployment.deploy(moved, ['--all', '--toolkit-stack-name', `CDKToolkit-${QUALIFIER}`], context);
      }, 10 * MINUTES);

      test('bronze lets its role change the rules, and no longer the one before', async () => {
        const Bucket = first.buckets.bronze;
        const { Policy = '' } = await deployment.owner.s3.send(new GetBucketPolicyCommand({ Bucket }));
        expect(Policy).toContain(executionRoleArn);
        expect(Policy).not.toContain('cdk-hnb659fds-cfn-exec-role');
        const lock = await deployment.owner.s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
        expect(lock.ObjectLockConfiguration?.Rule?.DefaultRetention?.Days).toBe(8);
      });
    });
  });
});

/** Another bucket for gold, another limit, other turns and a boundary. */
function changed(config: Config): Config {
  const { schedule } = config.transformation;
  return {
    ...config,
    buckets: { ...config.buckets, gold: newGold },
    alarms: { ...config.alarms, quarantinedCells: 5 },
    transformation: { ...config.transformation, schedule: { ...schedule, everyMinutes: 30 } },
    permissionsBoundary: `arn:aws:iam::${config.account}:policy/acme-boundary`,
  };
}

/** Without the site that has a PI Integrator alone; the other one is left with a sender that streams nothing. */
function without(config: Config): Config {
  const left = config.sites.filter(({ id }) => id !== SITE);
  return {
    ...config,
    sites: left.map((site) => ({
      ...site,
      feeders: site.feeders
        .filter(({ profile }) => profile === 'sender')
        .map((feeder) => ({ ...feeder, stream: null })),
    })),
    datasets: config.datasets.filter(({ site }) => site !== SITE),
  };
}

async function activeKeys(): Promise<string[]> {
  const { AccessKeyMetadata = [] } = await deployment.iam.send(new ListAccessKeysCommand({ UserName: user }));
  return AccessKeyMetadata.flatMap(({ AccessKeyId, Status }) => (Status === 'Active' ? (AccessKeyId ?? []) : []));
}

async function keyIn(SecretId: string): Promise<string[]> {
  const { SecretString = '{}' } = await deployment.owner.secrets.send(new GetSecretValueCommand({ SecretId }));
  return [JSON.parse(SecretString).accessKeyId];
}

async function refusedAlarm(): Promise<string | undefined> {
  const AlarmNames = [alarmName(first, 'plant-refused')];
  const { MetricAlarms } = await deployment.owner.cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
  return MetricAlarms?.[0]?.StateValue;
}

async function credentialsIn(SecretId: string): Promise<Credentials> {
  const { SecretString = '{}' } = await deployment.owner.secrets.send(new GetSecretValueCommand({ SecretId }));
  return JSON.parse(SecretString);
}

/** What landing says to a put by these keys: `accepted`, or the name of its error. */
async function putBy(credentials: Credentials): Promise<string> {
  const at = { Bucket: first.buckets.landing, Key: `${landingPrefix(SITE, 'pi-integrator')}view=_probe/session.txt` };
  return deployment
    .as(credentials)
    .s3.send(new PutObjectCommand({ ...at, Body: 'probe' }))
    .then(
      () => 'accepted',
      ({ name }: Error) => name,
    );
}

async function askKeeper(action: 'renew' | 'revoke'): Promise<void> {
  const Payload = Buffer.from(JSON.stringify({ action, site: SITE }));
  const asked = new InvokeCommand({ FunctionName: pipelineName(first, 'pi-integrator-key'), Payload });
  const { FunctionError } = await deployment.owner.lambda.send(asked);
  expect(FunctionError).toBeUndefined();
}

async function records(): Promise<string[]> {
  const { kinesis } = deployment.owner;
  const place = { StreamName: streamName(first, STREAMS), ShardId: 'shardId-000000000000' };
  const from = new GetShardIteratorCommand({ ...place, ShardIteratorType: 'TRIM_HORIZON' });
  const { ShardIterator } = await kinesis.send(from);
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data = new Uint8Array() }) => Buffer.from(Data).toString());
}
