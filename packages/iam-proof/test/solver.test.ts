import type { Condition, Policy, Statement } from '../iam/policy.ts';
import type { Principal } from '../iam/request.ts';
import type { Answer, Constraint, Question } from '../solver/question.ts';
import { SmtSolver } from '../solver/solver.ts';
import { readReference } from './reference.ts';

const ACCOUNT = '111111111111';
const BUCKET = 'arn:aws:s3:::staff';
const jo: Principal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/staff/jo`, account: ACCOUNT };
const EVERYBODY = { inverted: false, entries: [{ kind: 'AWS', pattern: '*' }] } as const;

let solver: SmtSolver;
beforeAll(async () => {
  solver = await SmtSolver.start(await readReference());
});
afterAll(() => solver.stop());

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
const guarding = (policies: Policy[]) => [{ guards: [BUCKET, `${BUCKET}/*`], account: ACCOUNT, policies }];

function find(more: Partial<Question>): Promise<Answer> {
  const question: Question = {
    principal: jo,
    account: ACCOUNT,
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

test('a key policy that names nobody keeps out even who may do everything', async () => {
  const key = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`;
  const all = identity({ action: named('kms:Decrypt'), resource: named('*') });
  const closed: Policy = { kind: 'key', statements: [] };
  const where: Constraint = { resource: named(key) };
  const resources = [{ guards: [key], account: ACCOUNT, policies: [closed] }];
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
      'a time before',
      when('DateLessThan', 'aws:currenttime', ['2030-01-01T00:00:00Z']),
      when('DateGreaterThan', 'aws:currenttime', ['2029-01-01T00:00:00Z']),
      'found',
    ],
    [
      'a time that is none',
      when('DateLessThan', 'aws:currenttime', ['2028-01-01T00:00:00Z']),
      when('DateGreaterThan', 'aws:currenttime', ['2029-01-01T00:00:00Z']),
      'none',
    ],
    [
      'a text in either case',
      when('StringEqualsIgnoreCase', 's3:authtype', ['rest-header']),
      when('StringEquals', 's3:authtype', ['REST-HEADER']),
      'found',
    ],
    [
      'two texts at once',
      when('StringEquals', 's3:authtype', ['POST']),
      when('StringEquals', 's3:authtype', ['REST-HEADER']),
      'none',
    ],
    [
      'two tags at once',
      when('StringEquals', 'aws:tagkeys', ['a'], { set: 'ForAnyValue' }),
      when('StringEquals', 'aws:tagkeys', ['b'], { set: 'ForAnyValue' }),
      'found',
    ],
    [
      'a tag beside the only one',
      when('StringEquals', 'aws:tagkeys', ['a'], { set: 'ForAllValues' }),
      when('StringEquals', 'aws:tagkeys', ['b'], { set: 'ForAnyValue' }),
      'none',
    ],
    [
      'who asks',
      when('ArnLike', 'aws:principalarn', [`arn:aws:iam::${ACCOUNT}:user/other/*`]),
      when('Null', 's3:prefix', ['true']),
      'none',
    ],
    [
      'a variable that is known',
      when('StringEquals', 's3:prefix', ['$' + '{aws:username}']),
      when('StringEquals', 's3:prefix', ['jo']),
      'found',
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
    ['a key is none of AWS', { conditions: [when('StringEquals', 's3:mood', ['good'])] }, /s3:mood.*no key/],
    [
      'an operator compares what its key does not hold',
      { conditions: [when('IpAddress', 's3:prefix', ['10.0.0.0/8'])] },
      /IpAddress.*s3:prefix/,
    ],
  ];
  test.each(undecided)('%s', async (_, more, reason) => {
    expect(await find({ identity: identity(more) })).toMatchObject({
      kind: 'undecided',
      reason: expect.stringMatching(reason),
    });
  });

  test('all depends on the value of a variable', async () => {
    const own = named(`${BUCKET}/\${aws:PrincipalTag/team}/*`);
    const where: Constraint = { resource: named(`${BUCKET}/b/*`) };
    const answer = await find({ identity: identity({ resource: own }), where });
    expect(answer).toMatchObject({ kind: 'undecided', reason: expect.stringContaining('aws:principaltag/team') });
  });
});

test('with a variable that any value may fill, a prefix beyond the own is found', async () => {
  const policies = identity({ resource: named(`${BUCKET}/\${aws:PrincipalTag/team}/*`) });
  const answer = await find({ identity: policies, where: outside(`${BUCKET}/team=a/`) });
  expect(answer).toMatchObject({ kind: 'found', request: { context: { 'aws:principaltag/team': 'x' } } });
});

test('a Deny that depends on an unknown value refuses nothing for certain', async () => {
  const deny = { effect: 'Deny', resource: named(`${BUCKET}/\${aws:PrincipalTag/team}*`) } as const;
  const onCondition = {
    effect: 'Deny',
    conditions: [when('StringLike', 's3:prefix', ['${aws:PrincipalTag/team}*'])],
  } as const;
  expect(await find({ identity: identity({}, deny) })).toMatchObject({ kind: 'found' });
  const asked: Constraint = { condition: when('StringEquals', 's3:prefix', ['a']) };
  expect(await find({ identity: identity({}, onCondition), where: asked })).toMatchObject({ kind: 'found' });
});
