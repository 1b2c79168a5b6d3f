import { loadConfig } from '../../lib/config/load-config.ts';
import { propertiesOf, readable, synthesize, templateOf } from '../support/stacks.ts';

const store = templateOf(await synthesize(), 'replica-store');
const ACCOUNT = 'arn:aws:iam::000000000000';
const plants = [`${ACCOUNT}:role/airlock/airlock/local/plant/*`, `${ACCOUNT}:user/airlock/airlock/local/plant/*`];
const senders = ['role', 'user'].map((kind) => `${ACCOUNT}:${kind}/airlock/airlock/local/plant/airlock-local-sender-*`);
const integrators = ['role', 'user'].map(
  (kind) => `${ACCOUNT}:${kind}/airlock/airlock/local/plant/airlock-local-pi-integrator-*`,
);

interface Statement {
  readonly Sid?: string;
  readonly Effect: string;
}

function statements(bucket: string, template = store): Statement[] {
  const document: unknown = readable(propertiesOf(template, 'AWS::S3::BucketPolicy', bucket).PolicyDocument);
  return JSON.parse(JSON.stringify(document)).Statement;
}

const named = (bucket: string): Statement[] => statements(bucket).filter(({ Sid }) => Sid !== undefined);
const everyone = { AWS: '*' };
const denyPut = (Sid: string, Condition: object): object => ({
  Sid,
  Effect: 'Deny',
  Principal: everyone,
  Action: 's3:PutObject',
  Resource: '<Landing>/*',
  Condition,
});

test('landing denies a plant everything but put and abort, and every dangerous kind of put', () => {
  expect(named('Landing')).toEqual([
    {
      Sid: 'DenyPlantAllButPut',
      Effect: 'Deny',
      Principal: everyone,
      NotAction: ['s3:PutObject', 's3:AbortMultipartUpload'],
      Resource: ['<Landing>', '<Landing>/*'],
      Condition: { ArnLike: { 'aws:PrincipalArn': plants } },
    },
    denyPut('DenySenderOverwrite', {
      ArnLike: { 'aws:PrincipalArn': senders },
      Null: { 's3:if-none-match': 'true' },
      Bool: { 's3:ObjectCreationOperation': 'true' },
    }),
    denyPut('DenyPlantCustomerKey', {
      ArnLike: { 'aws:PrincipalArn': plants },
      Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' },
    }),
    denyPut('DenyPlantForeignKey', {
      ArnLike: { 'aws:PrincipalArn': plants },
      Null: { 's3:x-amz-server-side-encryption': 'false' },
      StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' },
    }),
    denyPut('DenyPlantArchiveClass', {
      ArnLike: { 'aws:PrincipalArn': plants },
      Null: { 's3:x-amz-storage-class': 'false' },
      StringNotEquals: { 's3:x-amz-storage-class': 'STANDARD' },
    }),
    {
      Sid: 'DenySession',
      Effect: 'Deny',
      Principal: everyone,
      Action: 's3:*',
      Resource: ['<Landing>', '<Landing>/*'],
      Condition: { ArnLike: { 'aws:PrincipalArn': integrators }, Null: { 'aws:TokenIssueTime': 'false' } },
    },
    denyPut('DenyPlantPresigned', {
      ArnLike: { 'aws:PrincipalArn': plants },
      StringNotEquals: { 's3:authType': 'REST-HEADER' },
    }),
  ]);
});

const denyTampering = (bucket: string): object => ({
  Sid: 'DenyTampering',
  Effect: 'Deny',
  Principal: everyone,
  NotAction: ['s3:AbortMultipartUpload', 's3:Get*', 's3:List*', 's3:PutObject'],
  Resource: [`<${bucket}>`, `<${bucket}>/*`],
  Condition: {
    ArnNotLike: {
      'aws:PrincipalArn': [
        `${ACCOUNT}:role/cdk-hnb659fds-cfn-exec-role-000000000000-us-east-1`,
        // By reference, since CloudFormation cuts the name.
        expect.stringMatching(/^<CustomS3AutoDeleteObjectsCustomResourceProviderRole/),
      ],
    },
  },
});

test('bronze takes puts from its two writers alone, and deletes and rule changes from its keepers alone', () => {
  const writers = ['landing-intake', 'stream-to-bronze'].map(
    (role) => `${ACCOUNT}:role/airlock/airlock/local/pipeline/airlock-local-${role}`,
  );
  expect(named('Bronze')).toEqual([
    {
      ...denyPut('DenyPutByOthers', { ArnNotLike: { 'aws:PrincipalArn': writers } }),
      Resource: '<Bronze>/*',
    },
    denyTampering('Bronze'),
  ]);
});

test('the bucket of logs takes puts from services of AWS alone, and deletes and rule changes from its keepers alone', () => {
  const denies = named('AccessLogs').filter(({ Effect }) => Effect === 'Deny');
  expect(denies).toEqual([
    {
      ...denyPut('DenyPutByOthers', { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
      Resource: '<AccessLogs>/*',
    },
    denyTampering('AccessLogs'),
  ]);
});

test.each(['Landing', 'Bronze', 'Silver', 'Gold', 'AccessLogs'])('%s refuses anything but TLS 1.2', (bucket) => {
  const conditions = JSON.stringify(statements(bucket).filter(({ Effect }) => Effect === 'Deny'));
  expect(conditions).toContain('"aws:SecureTransport":"false"');
  expect(conditions).toContain('"s3:TlsVersion":1.2');
});

test('a retained landing bucket allows nobody anything', async () => {
  const prod = templateOf(await synthesize(loadConfig('prod')), 'replica-store');
  expect(statements('Landing', prod).filter(({ Effect }) => Effect === 'Allow')).toEqual([]);
});
