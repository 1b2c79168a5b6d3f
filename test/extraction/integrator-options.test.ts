import type { SwitchName } from '../../lib/config/config.ts';
import { INTEGRATOR_SWITCHES } from '../../lib/extraction/integrator-switches.ts';
import { withIntegrator } from '../support/configurations.ts';
import { settingsOf } from '../support/settings.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const STREAM = 'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-north-refinery';
const USER = 'arn:aws:iam::000000000000:user/airlock/airlock/local/plant/airlock-local-pi-integrator-north-refinery';
const PLANTS = ['role', 'user'].map((kind) => `arn:aws:iam::000000000000:${kind}/airlock/airlock/local/plant/*`);
const stream = { view: 'process', shards: 1, retentionHours: 24 };
const network = { cidrs: ['203.0.113.0/24'], vpcEndpoints: ['vpce-0a1b2c3d4e5f60718'] };
const elsewhere = {
  NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24'] },
  StringNotEquals: { 'aws:SourceVpce': ['vpce-0a1b2c3d4e5f60718'] },
};

type Settings = Parameters<typeof withIntegrator>[0];
interface Statement {
  readonly Sid?: string;
}

/** Statements of the integrator's user beside putting into landing and refusing sessions. */
async function moreOfUser(settings: Settings): Promise<unknown[]> {
  const ingestion = templateOf(await synthesize(withIntegrator(settings)), 'ingestion');
  const { PolicyDocument } = propertiesOf(ingestion, 'AWS::IAM::Policy', 'northrefineryPiIntegrator');
  const [put, abort, ...more]: Statement[] = Object(readable(PolicyDocument)).Statement;
  expect([put?.Sid, abort?.Sid]).toEqual(['PutOwnPrefix', 'AbortOwnUpload']);
  return more.filter(({ Sid }) => Sid !== 'DenySession');
}

/** Statements of landing's policy that begin with `DenyPlantAllButPut`, `DenyAllBut…` or `DenyElsewhere…`. */
async function landingDenies(settings: Settings): Promise<unknown[]> {
  const store = templateOf(await synthesize(withIntegrator(settings)), 'replica-store');
  const { PolicyDocument } = propertiesOf(store, 'AWS::S3::BucketPolicy', 'Landing');
  const statements: Statement[] = Object(readable(PolicyDocument)).Statement;
  return statements.filter(({ Sid }) => /AllBut|Elsewhere/.test(Sid ?? ''));
}

test('one that streams has the verbs that AVEVA documents, and no verb that reads a record', async () => {
  expect(await moreOfUser({ stream })).toEqual([
    {
      Sid: 'PutOwnStream',
      Effect: 'Allow',
      Action: ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'],
      Resource: STREAM,
    },
    { Sid: 'FindStream', Effect: 'Allow', Action: 'kinesis:ListStreams', Resource: '*' },
  ]);
});

test('what it streams goes to bronze as its own', async () => {
  expect(await settingsOf('stream-to-bronze', withIntegrator({ stream }))).toMatchObject({
    [STREAM]: { site: 'north-refinery', feeder: 'pi-integrator', view: 'process' },
  });
});

test.each<[SwitchName, object]>([
  [
    'list-own-prefix',
    {
      Action: 's3:ListBucket',
      Resource: '<Landing>',
      Condition: { StringLike: { 's3:prefix': ['site=north-refinery/feeder=pi-integrator/*'] } },
    },
  ],
  ['bucket-location', { Action: 's3:GetBucketLocation', Resource: '<Landing>' }],
  ['list-buckets', { Action: 's3:ListAllMyBuckets', Resource: '*' }],
  ['delete-own', { Action: 's3:DeleteObject', Resource: '<Landing>/site=north-refinery/feeder=pi-integrator/*' }],
])('the switch %s opens one right', async (name, right) => {
  expect(await moreOfUser({ allow: [name] })).toEqual([{ Sid: expect.any(String), Effect: 'Allow', ...right }]);
});

test.each(Object.entries(INTEGRATOR_SWITCHES))(
  'the switch %s says what it costs, in one sentence',
  (_, { consequence }) => {
    expect(consequence).toMatch(/^Whoever holds the key can [^.]+\.$/);
  },
);

test('landing lets the switched actions through for the user that has the switch, and for nobody else', async () => {
  expect(await landingDenies({ allow: ['list-own-prefix', 'list-buckets', 'delete-own'] })).toEqual([
    {
      Sid: 'DenyPlantAllButPut',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      NotAction: ['s3:PutObject', 's3:AbortMultipartUpload'],
      Resource: ['<Landing>', '<Landing>/*'],
      Condition: { ArnLike: { 'aws:PrincipalArn': PLANTS }, ArnNotEquals: { 'aws:PrincipalArn': [USER] } },
    },
    {
      Sid: 'DenyAllButSwitched1',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      NotAction: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListBucket', 's3:DeleteObject'],
      Resource: ['<Landing>', '<Landing>/*'],
      Condition: { ArnEquals: { 'aws:PrincipalArn': USER } },
    },
  ]);
});

test('a switch that asks no bucket leaves its policy as it is', async () => {
  expect(await landingDenies({ allow: ['list-buckets'] })).toEqual(await landingDenies({}));
});

test('the user carries the names of its switches, for whoever checks it', async () => {
  const tagsOf = async (settings: Settings): Promise<unknown> => {
    const ingestion = templateOf(await synthesize(withIntegrator(settings)), 'ingestion');
    return propertiesOf(ingestion, 'AWS::IAM::User', 'northrefinery').Tags;
  };
  const tag = { Key: 'airlock:allow', Value: 'bucket-location delete-own' };
  expect(await tagsOf({ allow: ['bucket-location', 'delete-own'] })).toContainEqual(tag);
  expect(JSON.stringify(await tagsOf({}))).not.toContain('airlock:allow');
});

test('bound to a network, landing denies it everything from elsewhere', async () => {
  expect(await landingDenies({ network })).toContainEqual({
    Sid: 'DenyElsewhere1',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: ['<Landing>', '<Landing>/*'],
    Condition: { ...elsewhere, ArnEquals: { 'aws:PrincipalArn': USER } },
  });
});

test('bound to a network, it can use its stream from nowhere else', async () => {
  expect(await moreOfUser({ network, stream })).toContainEqual({
    Sid: 'DenyStreamFromElsewhere',
    Effect: 'Deny',
    Action: 'kinesis:*',
    Resource: '*',
    Condition: elsewhere,
  });
});

test.each([
  ['addresses', { cidrs: network.cidrs, vpcEndpoints: [] }, ['NotIpAddress']],
  ['endpoints', { cidrs: [], vpcEndpoints: network.vpcEndpoints }, ['StringNotEquals']],
])('where only %s are named, nothing is asked of the other', async (_, bound, operators) => {
  const [deny] = (await landingDenies({ network: bound })).filter((each) => Object(each).Sid === 'DenyElsewhere1');
  expect(Object.keys(Object(deny).Condition).filter((operator) => operator !== 'ArnEquals')).toEqual(operators);
});
