import type { Condition, Policy, Statement } from '../iam/policy.ts';
import type { IdentityPrincipal } from '../iam/request.ts';
import { counterExample } from '../solver/counter-example.ts';
import type { Answer, Constraint, Question } from '../solver/question.ts';
import { ClassSolver } from '../solver/solver.ts';
import { readReference } from './reference.ts';

const ACCOUNT = '111111111111';
const BUCKET = 'arn:aws:s3:::staff';
const jo: IdentityPrincipal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/staff/jo`, account: ACCOUNT };
const EVERYBODY = [{ kind: 'AWS', pattern: '*' }] as const;

let solver: ClassSolver;
beforeAll(async () => {
  solver = new ClassSolver(await readReference());
});

const named = (...patterns: string[]) => ({ inverted: false, patterns });
const when = (
  operator: Condition['operator'],
  key: string,
  values: readonly string[],
  more: Partial<Condition> = {},
) => ({
  operator,
  key,
  values,
  ifExists: false,
  ...more,
});

function statement(more: Partial<Statement>): Statement {
  return {
    effect: 'Allow',
    action: named('s3:PutObject'),
    resource: named(`${BUCKET}/*`),
    conditions: [],
    source: 'test',
    ...more,
  };
}

const identity = (...statements: Partial<Statement>[]): Policy[] => [
  { kind: 'identity', statements: statements.map(statement) },
];
const ofBucket = (...statements: Partial<Statement>[]): Policy[] => [
  { kind: 'resource', statements: statements.map((each) => statement({ principal: EVERYBODY, ...each })) },
];
const guarding = (policies: Policy[]) => [{ guards: [BUCKET, `${BUCKET}/*`], policies }];

function find(more: Partial<Question>): Promise<Answer> {
  const question: Question = {
    principal: jo,
    identity: identity({}),
    resources: [],
    where: { all: [] },
    ...more,
  };
  return solver.find(question);
}

const anything: Constraint = { all: [] };
const outside = (prefix: string): Constraint => ({ not: { resource: named(`${prefix}*`) } });

test('an Allow is found with a request that it lets, and with its statement', async () => {
  const answer = await find({ where: anything });
  expect(answer).toMatchObject({
    kind: 'found',
    request: { action: 's3:PutObject', resource: expect.stringMatching(/^arn:aws:s3:::staff\/./), context: {} },
    by: [{ source: 'test' }],
  });
});

test('a prefix with its slash lets nothing beyond it', async () => {
  const policies = identity({ resource: named(`${BUCKET}/team=a/*`) });
  expect(await find({ identity: policies, where: outside(`${BUCKET}/team=a/`) })).toEqual({ kind: 'none' });
});

test('a prefix without its slash lets a neighbour be written, who is found', async () => {
  const policies = identity({ resource: named(`${BUCKET}/team=a*`) });
  const answer = await find({ identity: policies, where: outside(`${BUCKET}/team=a/`) });
  expect(answer).toMatchObject({ request: { resource: expect.stringMatching(/^arn:aws:s3:::staff\/team=a[^/]?/) } });
});

test('a Deny of the bucket takes what the identity allows', async () => {
  const denies = guarding(ofBucket({ effect: 'Deny', action: named('s3:*'), resource: named(`${BUCKET}/*`) }));
  expect(await find({ resources: denies })).toEqual({ kind: 'none' });
});

test('a Deny on an inverted condition lets the request that it was to refuse', async () => {
  const deny = (absent: string) =>
    guarding(ofBucket({ effect: 'Deny', conditions: [when('Null', 's3:if-none-match', [absent])] }));
  const overwrite: Constraint = { condition: when('Null', 's3:if-none-match', ['true']) };
  expect(await find({ resources: deny('true'), where: overwrite })).toEqual({ kind: 'none' });
  expect(await find({ resources: deny('false'), where: overwrite })).toMatchObject({ kind: 'found' });
});

test('a boundary limits what the identity allows, and not what the bucket allows to everybody', async () => {
  const boundary = identity({ action: named('s3:AbortMultipartUpload') });
  expect(await find({ boundary })).toEqual({ kind: 'none' });
  expect(await find({ boundary, resources: guarding(ofBucket({})) })).toMatchObject({ kind: 'found' });
});

test('a boundary limits what the bucket allows to a role, and not what it allows to its session', async () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/writer`;
  const session = `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`;
  const principal = { kind: 'role-session', role, session, account: ACCOUNT } as const;
  const opening = (pattern: string) => guarding(ofBucket({ principal: [{ kind: 'AWS', pattern }] }));
  const ask = async (boundary: Policy[] | undefined, named: string): Promise<string> =>
    (await find({ principal, identity: [], boundary, resources: opening(named) })).kind;
  const narrow = identity({ action: named('s3:AbortMultipartUpload') });
  expect([await ask(narrow, role), await ask(narrow, session), await ask(undefined, role)]).toEqual([
    'none',
    'found',
    'found',
  ]);
});

test('a key policy that names nobody keeps out even who may do everything', async () => {
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`;
  const all = identity({ action: named('kms:Decrypt'), resource: named('*') });
  const closed: Policy = { kind: 'key', statements: [] };
  const where: Constraint = { resource: named(key) };
  const resources = [{ guards: [key], policies: [closed] }];
  expect(await find({ identity: all, resources, where })).toEqual({ kind: 'none' });
  expect(await find({ identity: all, where })).toMatchObject({ kind: 'found' });
});

describe('a condition is judged by value', () => {
  const cases: readonly (readonly [string, Condition, Condition, 'found' | 'none'])[] = [
    [
      'a number below',
      when('NumericLessThan', 's3:tlsversion', ['1.2']),
      when('NumericEquals', 's3:tlsversion', ['1.1']),
      'found',
    ],
    [
      'a number not below',
      when('NumericLessThan', 's3:tlsversion', ['1.2']),
      when('NumericEquals', 's3:tlsversion', ['1.2']),
      'none',
    ],
    [
      'a number beyond the last',
      when('NumericGreaterThan', 's3:tlsversion', ['1.2']),
      when('NumericGreaterThan', 's3:tlsversion', ['1.3']),
      'found',
    ],
    [
      'a number before the first',
      when('NumericLessThan', 's3:tlsversion', ['1.2']),
      when('NumericLessThan', 's3:tlsversion', ['1.3']),
      'found',
    ],
    [
      'a number between two',
      when('NumericGreaterThan', 's3:tlsversion', ['1.2']),
      when('NumericLessThan', 's3:tlsversion', ['1.3']),
      'found',
    ],
    [
      'an address inside',
      when('IpAddress', 'aws:sourceip', ['10.0.0.0/8']),
      when('IpAddress', 'aws:sourceip', ['10.1.0.0/16']),
      'found',
    ],
    [
      'an address outside',
      when('IpAddress', 'aws:sourceip', ['10.0.0.0/8']),
      when('NotIpAddress', 'aws:sourceip', ['10.0.0.0/8']),
      'none',
    ],
    [
      'two texts at once',
      when('StringEquals', 's3:authtype', ['POST']),
      when('StringEquals', 's3:authtype', ['REST-HEADER']),
      'none',
    ],
    [
      'a number that is also compared as a text',
      when('StringEquals', 's3:tlsversion', ['1.0']),
      when('NumericEquals', 's3:tlsversion', ['1']),
      'found',
    ],
    [
      'a number that is the same as a text',
      when('StringNotEquals', 's3:tlsversion', ['1']),
      when('NumericEquals', 's3:tlsversion', ['1']),
      'found',
    ],
    [
      'an address of IPv6 that ends as one of IPv4',
      when('IpAddress', 'aws:sourceip', ['::ffff:10.0.0.0/104']),
      when('IpAddress', 'aws:sourceip', ['::ffff:a01:0/112']),
      'found',
    ],
    [
      'who asks',
      when('ArnLike', 'aws:principalarn', [`arn:aws:iam::${ACCOUNT}:user/other/*`]),
      when('Null', 's3:prefix', ['true']),
      'none',
    ],
  ];
  test.each(cases)('%s', async (_, allowed, asked, kind) => {
    const answer = await find({ identity: identity({ conditions: [allowed] }), where: { condition: asked } });
    expect(answer.kind).toBe(kind);
  });
});

describe('nothing is proven where', () => {
  const undecided: readonly (readonly [string, Partial<Statement>, RegExp])[] = [
    ['an action is none of AWS', { action: named('s3:FetchObject') }, /s3:FetchObject.*no action/],
    [
      'no action of an Allow acts on what it names',
      { resource: named(`${BUCKET}/*`, `arn:aws:s3:nowhere:${ACCOUNT}:accesspoint/mine/object/*`) },
      /mine\/object\/\*, which is no resource/,
    ],
    ['a key is none of AWS', { conditions: [when('StringEquals', 's3:mood', ['good'])] }, /s3:mood.*no key/],
    [
      'an operator compares what its key does not hold',
      { conditions: [when('IpAddress', 's3:prefix', ['10.0.0.0/8'])] },
      /IpAddress.*s3:prefix/,
    ],
    [
      'a key holds several values',
      {
        action: named('ec2:CreateTags'),
        resource: named('*'),
        conditions: [when('StringEquals', 'aws:tagkeys', ['a'])],
      },
      /aws:tagkeys is compared, whose values of the type ArrayOfString/,
    ],
    [
      'a key holds a time',
      { conditions: [when('StringEquals', 'aws:tokenissuetime', ['a'])] },
      /aws:tokenissuetime is compared, whose values of the type Date/,
    ],
    ['an address is none', { conditions: [when('IpAddress', 'aws:sourceip', ['10.0.0/8'])] }, /got 10\.0\.0\/8/],
    [
      'the length of a network is no number',
      { conditions: [when('IpAddress', 'aws:sourceip', ['10.0.0.0/8-of-ours'])] },
      /got 10\.0\.0\.0\/8-of-ours/,
    ],
    [
      'a network is longer than an address',
      { conditions: [when('IpAddress', 'aws:sourceip', ['10.0.0.0/33'])] },
      /got 10\.0\.0\.0\/33/,
    ],
  ];
  test.each(undecided)('%s', async (_, more, reason) => {
    expect(await find({ identity: identity(more), where: outside(`${BUCKET}/`) })).toMatchObject({
      kind: 'undecided',
      reason: expect.stringMatching(reason),
    });
  });
});

test.each<[string, string, Constraint, Answer['kind']]>([
  ['is found', '*', { all: [] }, 'found'],
  ['is found, where a question is of any resource', '*', { resource: named('*') }, 'found'],
  ['is on nothing that a pattern of a bucket takes', '*', outside(''), 'none'],
  ['is let by no pattern of a bucket', `${BUCKET}/*`, { action: named('s3:ListAllMyBuckets') }, 'undecided'],
])('an action that knows no resource %s', async (_, resource, where, kind) => {
  const policies = identity({ action: named('s3:ListAllMyBuckets'), resource: named(resource) });
  expect((await find({ identity: policies, where })).kind).toBe(kind);
});

test('that a key is there is understood, whatever it holds', async () => {
  const session = identity({ conditions: [when('Null', 'aws:tokenissuetime', ['false'])] });
  const where = (absent: string): Constraint => ({ condition: when('Null', 'aws:tokenissuetime', [absent]) });
  expect((await find({ identity: session, where: where('false') })).kind).toBe('found');
  expect((await find({ identity: session, where: where('true') })).kind).toBe('none');
});

test('an action is on the resources that it acts on: an object is not read on its bucket', async () => {
  const list: Partial<Statement> = { action: named('s3:ListBucket'), resource: named(BUCKET) };
  const both: Partial<Statement> = { action: named('s3:GetObject', 's3:ListBucket'), resource: named(BUCKET) };
  expect((await find({ identity: identity(both) })).kind).toBe('found');
  expect((await find({ identity: identity(both, { ...list, effect: 'Deny' }) })).kind).toBe('none');
});

test('an address behind a smaller network is found within the larger one', async () => {
  const from = identity({ conditions: [when('IpAddress', 'aws:sourceip', ['10.0.0.0/8'])] });
  const where: Constraint = { condition: when('NotIpAddress', 'aws:sourceip', ['10.0.0.0/16']) };
  expect(await find({ identity: from, where })).toMatchObject({ request: { context: { 'aws:sourceip': '10.1.0.0' } } });
});

test('beside a letter that a pattern names there is another one', async () => {
  const stream = identity({ action: named('kinesis:PutRecord'), resource: named('arn:aws:kinesis:*:*:stream/*') });
  const where: Constraint = { not: { resource: named('arn:aws:kinesis:x*:*:*') } };
  expect((await find({ identity: stream, where })).kind).toBe('found');
});

test('a request that the evaluator refuses is no answer', () => {
  const question = { principal: jo, identity: identity({}), resources: [], where: anything };
  const request = {
    principal: jo,
    action: 's3:PutObject',
    resource: `${BUCKET}/a`,
    context: {},
  };
  expect(counterExample(question, request)?.kind).toBe('found');
  expect(counterExample(question, { ...request, resource: 'arn:aws:s3:::other/a' })).toBeUndefined();
});

test('a star in place of the partition runs on over colons, into another service', async () => {
  const policies = identity({ action: named('*'), resource: named('arn:*:s3:::staff/*') });
  const where: Constraint = { action: named('logs:PutLogEvents') };
  expect(await find({ identity: policies, where })).toMatchObject({
    request: { resource: expect.stringMatching(/^arn:aws:logs:.*:s3:::staff\//) },
  });
});

test('an access point of several regions is a resource, whatever else an Allow leaves out', async () => {
  const policies = identity({
    action: named('s3:GetObject'),
    resource: { inverted: true, patterns: ['arn:aws:s3:::*', 'arn:aws:s3:*-*'] },
  });
  expect(await find({ identity: policies })).toMatchObject({
    request: { resource: expect.stringMatching(/^arn:aws:s3::\d{12}:accesspoint\/.*\/object\/./) },
  });
});

test('all but one action on one bucket is answered: of other services no resource is looked at', async () => {
  const answer = await find({
    identity: identity({ action: { inverted: true, patterns: ['s3:GetObject'] } }),
    where: outside('arn:aws:s3:::'),
  });
  expect(answer).toEqual({ kind: 'none' });
});

test('patterns that take too long to tell apart are not decided', async () => {
  const patterns = Array.from({ length: 40 }, (_, i) => `${BUCKET}/*a${i}*b${i}*`);
  const answer = await find({ identity: identity({ resource: named(...patterns) }) });
  expect(answer).toMatchObject({ kind: 'undecided', reason: expect.stringContaining('to tell apart') });
});
