import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { loadConfig } from '../../lib/config/load-config.ts';
import { withCustomerKey } from '../support/configurations.ts';
import { propertiesOf, synthesize, templateOf } from '../support/stacks.ts';

const ARN = 'arn:aws:kms:us-east-1:333333333333:key/6f0c6e2e-0000-4000-8000-000000000001';
const TRAIL = 'arn:aws:cloudtrail:us-east-1:000000000000:trail/airlock-local-calls';
const STREAM = 'arn:aws:kinesis:us-east-1:000000000000:stream/airlock-local-east-chemicals';

const plain = await synthesize();
const given = await synthesize(withCustomerKey({ arn: ARN }));
const made = await synthesize(withCustomerKey());

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals: Record<string, string[]>; readonly [operator: string]: unknown };
}

const OF_KEYS = /^kms:/;

/** Every statement of an identity or a boundary that is about keys, as `<name>: <actions> via <services> <context>`. */
function keyRights(templates: Record<string, Template>): string[] {
  return documents(templates)
    .flatMap(([who, statements]) =>
      statements
        .filter(({ Action }) => [Action].flat().some((action) => OF_KEYS.test(action)))
        .map((each) => `${who}: ${inWords(each)}`),
    )
    .toSorted();
}

function inWords({ Action, Resource, Condition }: Statement): string {
  const { StringEquals = {}, ArnLike, ArnEquals, ...others } = Condition ?? { StringEquals: {} };
  expect([Resource, others]).toEqual([ARN, {}]);
  const context = Object.values({ ...(ArnLike ?? ArnEquals ?? {}) }).flat();
  const actions = [Action].flat().map((action) => action.replace(OF_KEYS, ''));
  const services = (StringEquals['kms:ViaService'] ?? []).map((name) => name.replace('.us-east-1.amazonaws.com', ''));
  const on = context.length === 0 ? '' : ` of ${context.map(String).join(' ')}`;
  return `${actions.join(' ')} via ${services.join(' ')}${on}`
    .replaceAll(/arn:aws:s3:::my-plant-data-/g, '')
    .replaceAll(STREAM, 'stream');
}

type Documents = [who: string, statements: Statement[]][];

function documents(templates: Record<string, Template>): Documents {
  return Object.values(templates).flatMap((template) => [
    ...Object.values(template.findResources('AWS::IAM::Role')).map(({ Properties }): Documents[number] => [
      nameIn(Properties.RoleName),
      (Properties.Policies ?? []).flatMap(statementsOf),
    ]),
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      Object.entries(template.findResources(type)).map(([id, { Properties }]): Documents[number] => [
        nameIn(Properties.ManagedPolicyName ?? id),
        statementsOf(Properties),
      ]),
    ),
  ]);
}

const statementsOf = ({ PolicyDocument }: { PolicyDocument: { Statement: Statement[] } }): Statement[] =>
  PolicyDocument.Statement;
const nameIn = (name: unknown): string => String(name).replace('airlock-local-', '');

test("without the option nobody has a right on a key, and AWS's own keys do", () => {
  expect(documents(plain).flatMap(([, statements]) => statements.flatMap(({ Action }) => Action))).not.toContainEqual(
    expect.stringMatching(OF_KEYS),
  );
  expect(JSON.stringify(plain['replica-store']?.toJSON())).not.toContain('AWS::KMS::Key');
});

test('each role has those rights on the key that it works with, for its buckets, and a plant encrypts its records alone', () => {
  expect(keyRights(given)).toEqual([
    'bronze-to-silver: Decrypt via s3 of bronze bronze/* silver silver/*',
    'bronze-to-silver: GenerateDataKey via s3 of silver silver/*',
    'crawler: Decrypt via s3 of bronze bronze/* silver silver/* gold gold/*',
    'gold-reader: Decrypt via s3 of gold gold/*',
    'landing-intake: Decrypt GenerateDataKey via sqs',
    'landing-intake: GenerateDataKey via s3 of bronze bronze/*',
    'landing-sweep: Decrypt GenerateDataKey via sqs',
    'maintenance: Decrypt via s3 of silver silver/* gold gold/*',
    'maintenance: GenerateDataKey via s3 of silver silver/* gold gold/*',
    'sender-east-chemicals-boundary: GenerateDataKey via kinesis of stream',
    'sender-east-chemicals: GenerateDataKey via kinesis of stream',
    'silver-to-gold: Decrypt via s3 of silver silver/* gold gold/*',
    'silver-to-gold: GenerateDataKey via s3 of gold gold/*',
    'state-machine: Decrypt GenerateDataKey via sns',
    'stream-to-bronze: Decrypt via kinesis of stream',
    'stream-to-bronze: GenerateDataKey via s3 of bronze bronze/* silver silver/*',
    'take-turn: Decrypt via s3 of silver silver/*',
    'take-turn: GenerateDataKey via s3 of silver silver/*',
  ]);
});

test.each([
  ['given', given],
  ['made', made],
])('layers, streams, logs, queues, topic and trail are under the key that is %s', (_, templates) => {
  const store = templateOf(templates, 'replica-store');
  const ingestion = templateOf(templates, 'ingestion');
  const set = [
    ...['Bronze', 'Silver', 'Gold'].map((layer) => encryptionOf(store, layer).KMSMasterKeyID),
    propertiesOf(store, 'AWS::SNS::Topic', 'Alarms').KmsMasterKeyId,
    propertiesOf(store, 'AWS::CloudTrail::Trail', 'CallTrail').KMSKeyId,
    ...propertyOfAll(ingestion, 'AWS::SQS::Queue', 'KmsMasterKeyId'),
    ...propertyOfAll(ingestion, 'AWS::Kinesis::Stream', 'StreamEncryption').map((each) => Object(each).KeyId),
    ...Object.values(templates).flatMap((each) => propertyOfAll(each, 'AWS::Logs::LogGroup', 'KmsKeyId')),
  ];
  expect(set.length).toBeGreaterThan(15);
  expect(set.filter((key) => !/CustomerKey|6f0c6e2e/.test(JSON.stringify(key) ?? ''))).toEqual([]);
});

test('landing and the access logs stay under the key of S3, on which nobody needs a right', () => {
  const store = templateOf(made, 'replica-store');
  expect(['Landing', 'AccessLogs'].map((layer) => encryptionOf(store, layer))).toEqual([
    { SSEAlgorithm: 'AES256' },
    { SSEAlgorithm: 'AES256' },
  ]);
});

test('a key that is given is named in each template, and made in none', () => {
  const text = JSON.stringify(Object.values(given).map((template) => template.toJSON()));
  expect(text.match(/"CustomerKey[0-9A-F]{8}"|ImportValue/)).toBeNull();
});

test('a key that is made turns over, and lets services use it for this deployment alone', () => {
  const { EnableKeyRotation, KeyPolicy } = propertiesOf(
    templateOf(made, 'replica-store'),
    'AWS::KMS::Key',
    'CustomerKey',
  );
  expect(EnableKeyRotation).toBe(true);
  const account = { StringEquals: { 'aws:SourceAccount': '000000000000' } };
  const of = (Service: string, Action: string | string[], Condition: object, Sid: string): object => ({
    Sid,
    Effect: 'Allow',
    Principal: { Service: `${Service}.amazonaws.com` },
    Action,
    Resource: '*',
    Condition,
  });
  const use = ['kms:Decrypt', 'kms:GenerateDataKey*'];
  expect(JSON.parse(JSON.stringify(KeyPolicy)).Statement).toEqual([
    { Effect: 'Allow', Principal: { AWS: expect.stringContaining(':root') }, Action: 'kms:*', Resource: '*' },
    of(
      'logs.us-east-1',
      ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:us-east-1:000000000000:log-group:*' } },
      'EncryptLogs',
    ),
    of(
      'cloudtrail',
      'kms:GenerateDataKey*',
      {
        StringEquals: { 'aws:SourceArn': TRAIL },
        ArnLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:*:000000000000:trail/*' },
      },
      'EncryptTrail',
    ),
    of('cloudtrail', 'kms:DescribeKey', { StringEquals: { 'aws:SourceArn': TRAIL } }, 'DescribeForTrail'),
    of('cloudwatch', use, account, 'TellOfAlarms'),
    of('budgets', use, account, 'TellOfCosts'),
    of(
      'events',
      use,
      { ArnLike: { 'aws:SourceArn': 'arn:aws:events:us-east-1:000000000000:rule/airlock-local-landed-*' } },
      'QueueWhatLands',
    ),
    {
      Sid: 'GrantsByServicesAlone',
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
    },
  ]);
});

test('the page shows the policy that a key of the customer needs, as that of a key that is made in prod', async () => {
  const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'customer-key.md'), 'utf8');
  const [, shown = ''] = /```json\n(.+?)```/s.exec(page) ?? [];
  const prod = await synthesize({ ...loadConfig('prod'), customerKey: 'create' });
  const { KeyPolicy } = propertiesOf(templateOf(prod, 'replica-store'), 'AWS::KMS::Key', 'CustomerKey');
  expect(JSON.parse(shown)).toEqual(KeyPolicy);
});

test.each([
  ['local', 'Delete'],
  ['prod', 'RetainExceptOnCreate'],
])('of %s, the key that is made has the fate of the data: %s', async (environment, fate) => {
  const store = templateOf(await synthesize({ ...loadConfig(environment), customerKey: 'create' }), 'replica-store');
  expect(Object.values(store.findResources('AWS::KMS::Key')).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual([
    fate,
  ]);
});

function encryptionOf(store: Template, layer: string): Record<string, unknown> {
  const { BucketEncryption } = propertiesOf(store, 'AWS::S3::Bucket', layer);
  return JSON.parse(JSON.stringify(BucketEncryption)).ServerSideEncryptionConfiguration[0]
    .ServerSideEncryptionByDefault;
}

function propertyOfAll(template: Template, type: string, name: string): unknown[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties[name]);
}
