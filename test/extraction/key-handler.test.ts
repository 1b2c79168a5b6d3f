import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  IAMClient,
  ListAccessKeysCommand,
  NoSuchEntityException,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { DescribeSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { laySettings } from '../support/settings.ts';

const iam = mockClient(IAMClient);
const secrets = mockClient(SecretsManagerClient);
const cloudwatch = mockClient(CloudWatchClient);
const logged: string[] = [];
console.log = (line: string) => logged.push(line);
Object.assign(process.env, {
  [ENVIRONMENT.deployment]: 'airlock-test',
  [ENVIRONMENT.keyMaxAgeDays]: '90',
});
laySettings({ north: { user: 'north-user', secret: 'north-secret' } });
const { handler } = await import('../../lambda/pi-integrator-key/index.ts');

interface Held {
  Status: 'Active' | 'Inactive';
  readonly CreateDate: Date;
  readonly used?: Date;
}

/** Keys that AWS holds, by id, and the version of the secret that is current. */
const held = new Map<string, Held>();
let current: string | undefined;
let made = 0;

beforeEach(() => {
  for (const mock of [iam, secrets, cloudwatch]) mock.reset();
  held.clear();
  logged.length = 0;
  current = undefined;
  made = 0;
  iam.on(ListAccessKeysCommand).callsFake(() => ({
    AccessKeyMetadata: [...held].map(([AccessKeyId, { Status, CreateDate }]) => ({ AccessKeyId, Status, CreateDate })),
  }));
  iam.on(GetAccessKeyLastUsedCommand).callsFake(({ AccessKeyId }) => ({
    AccessKeyLastUsed: { LastUsedDate: held.get(AccessKeyId)?.used },
  }));
  iam.on(CreateAccessKeyCommand).callsFake(() => {
    const AccessKeyId = `AKIANEW${++made}`;
    held.set(AccessKeyId, { Status: 'Active', CreateDate: new Date() });
    return { AccessKey: { AccessKeyId, SecretAccessKey: 'hush' } };
  });
  iam.on(UpdateAccessKeyCommand).callsFake(({ AccessKeyId, Status }) => {
    const key = held.get(AccessKeyId);
    if (key !== undefined) key.Status = Status;
    return {};
  });
  iam.on(DeleteAccessKeyCommand).callsFake(({ AccessKeyId }) => {
    held.delete(AccessKeyId);
    return {};
  });
  secrets.on(DescribeSecretCommand).callsFake(() => ({
    VersionIdsToStages: current === undefined ? {} : { [current]: ['AWSCURRENT'] },
  }));
  secrets.on(PutSecretValueCommand).callsFake(({ ClientRequestToken }) => {
    current = ClientRequestToken;
    return {};
  });
});

const daysAgo = (days: number): Date => new Date(Date.now() - days * 24 * 3600 * 1000);
const ResourceProperties = { site: 'north', user: 'north-user', secret: 'north-secret' };
const create = (): Promise<unknown> => handler({ RequestType: 'Create', ResourceProperties });

test('a deploy makes a key and puts it into the secret', async () => {
  expect(await create()).toEqual({ PhysicalResourceId: 'keys-of-north' });
  expect(secrets.commandCalls(PutSecretValueCommand).map(({ args: [{ input }] }) => input)).toEqual([
    {
      SecretId: 'north-secret',
      ClientRequestToken: expect.stringMatching(/^[0-9a-f]{64}$/),
      SecretString: '{"accessKeyId":"AKIANEW1","secretAccessKey":"hush"}',
    },
  ]);
});

test('a second deploy finds the key in the secret and makes none', async () => {
  await create();
  await create();
  expect([...held.keys()]).toEqual(['AKIANEW1']);
});

test('a key that cannot be stored is taken back', async () => {
  secrets.on(PutSecretValueCommand).rejects(new Error('no such secret'));
  await expect(create()).rejects.toThrow('no such secret');
  expect([...held.keys()]).toEqual([]);
});

test('a check of a due key makes a second one and leaves the first at work', async () => {
  held.set('AKIAOLD', { Status: 'Active', CreateDate: daysAgo(80), used: daysAgo(0) });
  const answer = await handler({ action: 'check' });
  expect(answer).toMatchObject([{ site: 'north', done: 'made AKIANEW1' }]);
  expect([...held.values()].map(({ Status }) => Status)).toEqual(['Active', 'Active']);
});

test('a check tells the age of the oldest key, and that a new one waits', async () => {
  held.set('AKIAOLD', { Status: 'Active', CreateDate: daysAgo(80), used: daysAgo(0) });
  await handler({ action: 'check' });
  const [call] = cloudwatch.commandCalls(PutMetricDataCommand);
  const Dimensions = [
    { Name: 'Deployment', Value: 'airlock-test' },
    { Name: 'Site', Value: 'north' },
  ];
  expect(call?.args[0].input).toEqual({
    Namespace: 'Airlock',
    MetricData: [
      { MetricName: 'KeyWaiting', Dimensions, Value: 1 },
      { MetricName: 'KeyAgeDays', Dimensions, Value: 80 },
    ],
  });
});

test('a revocation disables every key, and no later check or deploy makes one', async () => {
  await create();
  held.set('AKIAOLD', { Status: 'Active', CreateDate: daysAgo(80), used: daysAgo(0) });
  expect(await handler({ action: 'revoke', site: 'north' })).toMatchObject({ done: 'disabled AKIANEW1, AKIAOLD' });
  await handler({ action: 'check' });
  await create();
  expect([...held].map(([id, { Status }]) => [id, Status])).toEqual([
    ['AKIANEW1', 'Inactive'],
    ['AKIAOLD', 'Inactive'],
  ]);
});

test('the end of a site deletes its keys, so that its user can go', async () => {
  await create();
  await handler({ RequestType: 'Delete', ResourceProperties });
  expect(held.size).toBe(0);
});

test("the end of a site that the function's own settings do not name any more deletes the keys of its user", async () => {
  await create();
  const gone = { site: 'south', user: 'south-user', secret: 'south-secret' };
  await handler({ RequestType: 'Delete', ResourceProperties: gone });
  expect(iam.commandCalls(DeleteAccessKeyCommand).map(({ args: [{ input }] }) => input)).toEqual([
    { UserName: 'south-user', AccessKeyId: 'AKIANEW1' },
  ]);
});

test('the end of a site whose user is gone already is no failure', async () => {
  iam.on(ListAccessKeysCommand).rejects(new NoSuchEntityException({ message: 'gone', $metadata: {} }));
  await expect(handler({ RequestType: 'Delete', ResourceProperties })).resolves.toBeDefined();
});

test('the log says what was done and why, and holds no secret', async () => {
  await create();
  expect(logged.map((line) => JSON.parse(line))).toMatchObject([
    { site: 'north', done: 'made AKIANEW1', why: 'the user has no key' },
  ]);
  expect(logged.join()).not.toContain('hush');
});

test('a status changes nothing', async () => {
  held.set('AKIAOLD', { Status: 'Active', CreateDate: daysAgo(80), used: daysAgo(0) });
  const answer = await handler({ action: 'status', site: 'north' });
  expect(answer).toMatchObject({ done: "looked; tomorrow's check would do: make" });
  expect([...held.keys()]).toEqual(['AKIAOLD']);
});

test('an unknown site is refused with the known ones', async () => {
  await expect(handler({ action: 'status', site: 'south' })).rejects.toThrow(
    'site: got "south", wanted one with a PI Integrator: north',
  );
});
