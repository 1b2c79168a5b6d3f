import { buildApp } from '../app/build.ts';
import type { Json, JsonObject } from '../assembly/json.ts';
import { parseStack } from '../assembly/read.ts';

const where = { name: 'one', account: '111111111111', region: 'eu-west-1', assetBuckets: [] };
const statement = { Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' };
const PolicyDocument: JsonObject = { Version: '2012-10-17', Statement: [statement] };

/** Principals of the policies of each resource, by its kind. */
function guarded(Resources: Record<string, { Type: string; Properties: JsonObject }>): [string, Json][] {
  const { guarded: all } = buildApp({ folder: 'cdk.out', stacks: [parseStack(where, { Resources }, 'one')] });
  return all.map(({ kind, policies }) => [
    kind,
    policies.flatMap(({ statements }) =>
      statements.flatMap(({ principal = [] }) => principal.map((each) => each.pattern)),
    ),
  ]);
}

const Queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };
const Work = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'work' } };
const allowed = { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Work' }, Principal: 'events.amazonaws.com' };
const permission = (more: JsonObject = {}) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { ...allowed, ...more },
});

test('a queue has the policies that name it, and a function those of its permissions', () => {
  const Policy = { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }], PolicyDocument } };
  expect(guarded({ Queue, Work, Policy, Permission: permission() })).toEqual([
    ['queue', ['*']],
    ['function', ['events.amazonaws.com']],
  ]);
});

test('a key has its own policy, without which it cannot be told', () => {
  const key = (Properties: JsonObject) => ({ Type: 'AWS::KMS::Key', Properties });
  expect(guarded({ Key: key({ KeyPolicy: PolicyDocument }) })).toEqual([['key', ['*']]]);
  expect(() => guarded({ Key: key({}) })).toThrow('one/Key KeyPolicy: got nothing, wanted an object');
});

test.each<[string, { Type: string; Properties: JsonObject }, string]>([
  [
    'of what is not there',
    { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'gone', PolicyDocument } },
    'one/It: a policy is for the bucket gone, which is not in this assembly',
  ],
  [
    'in a resource that has none',
    { Type: 'AWS::SSM::Parameter', Properties: { Value: { Deep: [{ Statement: [{ Effect: 'Allow' }] }] } } },
    'one/It Properties.Value.Deep[].Statement[].Effect: a policy in a resource of type AWS::SSM::Parameter',
  ],
  [
    'as a text in a resource that has none',
    { Type: 'AWS::SSM::Parameter', Properties: { Value: JSON.stringify(PolicyDocument) } },
    'one/It Properties.Value~.Statement[].Effect: a policy in a resource of type AWS::SSM::Parameter',
  ],
  ['for anybody to call', permission({ Principal: '*' }), 'got the principal "*" of a permission, wanted a service'],
  [
    'for another account',
    permission({ Principal: '222222222222' }),
    'got the principal "222222222222" of a permission',
  ],
  [
    'to call by a URL',
    permission({ FunctionUrlAuthType: 'NONE' }),
    'the property FunctionUrlAuthType of a permission is not understood',
  ],
  ['of a door beside IAM', { Type: 'AWS::Lambda::Url', Properties: {} }, 'the type AWS::Lambda::Url is not known'],
])('a policy %s cannot be told', (_, It, message) => {
  expect(() => guarded({ Work, It })).toThrow(message);
});
