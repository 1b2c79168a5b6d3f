import type { Json } from '../assembly/json.ts';
import { matchesAction, matchesResource } from '../iam/match.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { PolicyKind } from '../iam/policy.ts';

const good = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const parse = (statement: Json, kind: PolicyKind = 'identity', Version: Json = '2012-10-17'): unknown =>
  parsePolicy({ Version, Statement: statement }, kind, 'here');

describe('a policy that is not understood is an error that says where', () => {
  const cases: readonly (readonly [string, Json, string])[] = [
    ['an unknown element', { ...good, Resources: '*' }, 'here.Statement[0]: the element Resources is not understood'],
    ['an unknown effect', { ...good, Effect: 'allow' }, 'got Effect "allow", wanted Allow or Deny'],
    [
      'an ARN that ends early, somewhere after a star',
      { ...good, Resource: 'arn:aws:kinesis:*:stream/a' },
      'got the resource "arn:aws:kinesis:*:stream/a", which IAM does not take',
    ],
    [
      'an ARN of a condition that ends early',
      { ...good, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*' } } },
      'got the ARN "arn:aws:s3:*", wanted one of six parts',
    ],
    [
      'an unknown operator',
      { ...good, Condition: { StringIs: { a: 'b' } } },
      'the operator "StringIs" is not understood',
    ],
    [
      'whether a key is there, if it is there',
      { ...good, Condition: { NullIfExists: { a: 'b' } } },
      'the operator "NullIfExists" is not understood',
    ],
    [
      'a key of several values',
      { ...good, Condition: { 'ForAllValues:StringEquals': { a: 'b' } } },
      'the operator "ForAllValues:StringEquals" is not understood',
    ],
    [
      'an operator that compares times',
      { ...good, Condition: { DateLessThan: { a: '2026-01-01T00:00:00Z' } } },
      'the operator "DateLessThan" is not understood',
    ],
    [
      'a variable in a resource',
      { ...good, Resource: 'arn:aws:s3:::b/${aws:username}/*' },
      'here.Statement[0].Resource: the policy variable in "arn:aws:s3:::b/${aws:username}/*" is not understood',
    ],
    [
      'a variable in a condition',
      { ...good, Condition: { StringLike: { 's3:prefix': ['a', '${*}'] } } },
      'the policy variable in "${*}" is not understood',
    ],
    ['no action', { Effect: 'Allow', Resource: '*' }, 'got neither Action nor NotAction'],
    ['both actions', { ...good, NotAction: 'a:b' }, 'got both Action and NotAction'],
    ['no resource', { Effect: 'Allow', Action: 'a:b' }, 'got no resource in a policy of the kind "identity"'],
    [
      'a principal in an identity policy',
      { ...good, Principal: '*' },
      'got a principal in a policy of the kind "identity"',
    ],
    ['a number for an action', { ...good, Action: 5 }, 'here.Statement[0].Action: got 5, wanted a text'],
    [
      'an action without a service',
      { ...good, Action: 'GetObject' },
      'got the action "GetObject", which IAM does not take',
    ],
    [
      'a resource that is no ARN',
      { ...good, Resource: 'uploads/*' },
      'got the resource "uploads/*", which IAM does not take',
    ],
    ['an empty list', { ...good, Action: [] }, 'got an empty Action'],
    ['no object', 'Allow', 'got "Allow", wanted an object'],
  ];
  test.each(cases)('%s', (_, statement, message) => {
    expect(() => parse(statement)).toThrow(message);
  });

  test('no principal in a resource policy', () => {
    expect(() => parse(good, 'resource')).toThrow('got no principal in a policy of the kind "resource"');
  });
  test('a resource in a trust policy', () => {
    expect(() => parse({ ...good, Principal: '*' }, 'trust')).toThrow('got a resource in a policy of the kind "trust"');
  });
  test('a wildcard within a principal', () => {
    const statement = { ...good, Principal: { AWS: 'arn:aws:iam::1:role/*' } };
    expect(() => parse(statement, 'resource')).toThrow('IAM takes no wildcard within one');
  });
  test('everybody but somebody', () => {
    expect(() => parse({ ...good, NotPrincipal: '*' }, 'resource')).toThrow(
      'the element NotPrincipal is not understood',
    );
  });
  test('a principal of an unknown kind', () => {
    expect(() => parse({ ...good, Principal: { Robot: 'r' } }, 'resource')).toThrow('a principal of the kind "Robot"');
  });
  test('the version before policy variables', () => {
    expect(() => parse(good, 'identity', '2008-10-17')).toThrow('got Version "2008-10-17", wanted "2012-10-17"');
  });
});

test('an action is compared without regard to case', () => {
  expect([
    matchesAction('S3:getobject', 's3:GetObject'),
    matchesAction('s3:Get*', 's3:GetObject'),
    matchesAction('s3:Get?', 's3:GetObject'),
    matchesAction('s3:Get?bject', 's3:GetObject'),
  ]).toEqual([true, true, false, true]);
});

describe('a resource', () => {
  const bucket = 'arn:aws:s3:::uploads';
  test.each([
    [`${bucket}/team=a/*`, `${bucket}/team=a/x/y`, true],
    [`${bucket}/team=a/*`, `${bucket}/team=ab/x`, false],
    [`${bucket}/team=a*`, `${bucket}/team=ab/x`, true],
    [`${bucket}/team=?/x`, `${bucket}/team=a/x`, true],
    [`${bucket}/team=a?/x`, `${bucket}/team=a/x`, false],
    [`${bucket}.staff/*`, `${bucket}-staff/x`, false],
    [`${bucket}/a+b (1)`, `${bucket}/a+b (1)`, true],
    [`${bucket}/*`, bucket, false],
    ['arn:aws:s3:::*', `${bucket}/x`, true],
    ['arn:aws:s3', `${bucket}/x`, true],
    ['arn:aws:kinesis:*:1:stream/a', 'arn:aws:kinesis:eu-west-1:1:stream/a', true],
    ['arn:aws:kinesis:*:stream/a', 'arn:aws:kinesis:eu-west-1:1:stream/a', false],
    ['arn:aws:logs:*:log-group:a', 'arn:aws:logs:eu-west-1:1:log-group:a', true],
    ['arn:aws:logs:eu*:log-group:a', 'arn:aws:logs:eu-west-1:1:log-group:a', true],
    ['arn:aws:logs:e*1:log-group:a', 'arn:aws:logs:eu-west-1:1:log-group:a', false],
    ['arn:aws:logs:e*:*:log-group:a', 'arn:aws:logs:us-east-1:1:log-group:a', false],
    ['arn:aws:logs:*:*:log-group:*:b', 'arn:aws:logs:eu-west-1:1:log-group:a:b', true],
    ['*', bucket, true],
  ])('%s takes %s: %p', (pattern, arn, expected) => {
    expect(matchesResource(pattern, arn)).toBe(expected);
  });
});
