import type { ActionInfo, Reference } from '../reference/reference.ts';
import { readReference } from './reference.ts';

let reference: Reference;

beforeAll(async () => {
  reference = await readReference();
});

const names = (actions: readonly ActionInfo[]): string[] => actions.map(({ name }) => name).sort();
const matching = (...patterns: string[]): string[] => names(reference.actionsMatching({ inverted: false, patterns }));

test('the reference holds every service and action of the package', () => {
  expect(reference.services).toHaveLength(456);
  expect(reference.actions).toHaveLength(22_091);
});

test('an action says what it acts on, access points of several regions with it', () => {
  expect(reference.action('S3:getobject')).toEqual({
    name: 's3:GetObject',
    access: 'Read',
    resources: ['arn:*:s3:*:*:accesspoint/*/object/*', 'arn:*:s3::*:accesspoint/*/object/*', 'arn:*:s3:::*/*'],
  });
});

test('an action on no resource has none', () => {
  expect(reference.action('s3:ListAllMyBuckets')?.resources).toEqual([]);
});

test('of two access levels the narrower counts', () => {
  expect(reference.action('kinesis:AddTagsToStream')?.access).toBe('Tagging');
  expect(reference.action('s3:PutBucketPolicy')?.access).toBe('Permissions management');
});

test('a pattern matches without regard to letter case', () => {
  expect(matching('SQS:receive*')).toEqual(['sqs:ReceiveMessage']);
  expect(matching('kms:generatedatakey?airwithout*')).toEqual(['kms:GenerateDataKeyPairWithoutPlaintext']);
  expect(matching('kms:?ecrypt')).toEqual(['kms:Decrypt']);
});

test('a pattern may leave the service open', () => {
  expect(matching('*:GetShardIterator')).toEqual([
    'cassandra:GetShardIterator',
    'dynamodb:GetShardIterator',
    'kinesis:GetShardIterator',
  ]);
  expect(matching('*')).toHaveLength(reference.actions.length);
});

test('a name that AWS does not have matches nothing', () => {
  expect(matching('s3:ReadObject', 'nothing')).toEqual([]);
});

test('an inverted element matches every other action', () => {
  const others = reference.actionsMatching({ inverted: true, patterns: ['s3:*'] });
  expect(others).toHaveLength(reference.actions.length - matching('s3:*').length);
  expect(others.filter(({ name }) => name.startsWith('s3:'))).toEqual([]);
});
