import type { Json } from '../assembly/json.ts';
import { evaluate } from '../iam/evaluate.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicyKind } from '../iam/policy.ts';
import type { Context, Decision, PolicySet, Principal, Request } from '../iam/request.ts';

const ACCOUNT = '111111111111';
const user: Principal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/staff/jo`, account: ACCOUNT };
const role: Principal = {
  kind: 'role-session',
  role: `arn:aws:iam::${ACCOUNT}:role/staff/writer`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`,
  account: ACCOUNT,
};
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/k`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/staff/writer`;

const policy = (kind: PolicyKind, ...statements: Json[]): Policy =>
  parsePolicy({ Version: '2012-10-17', Statement: statements }, kind, kind);
const allow = (more: { readonly [key: string]: Json } = {}): Json => ({
  Effect: 'Allow',
  Action: 's3:*',
  Resource: '*',
  ...more,
});
const deny = (more: { readonly [key: string]: Json } = {}): Json => ({ ...Object(allow()), Effect: 'Deny', ...more });

function ask(principal: Principal, policies: Partial<PolicySet>, more: Partial<Request> = {}): Decision {
  const request = {
    principal,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::b/k',
    context: {},
    ...more,
  };
  return evaluate(request, { identity: [], resource: [], ...policies });
}
const outcome = (decision: Decision): string => (decision.allowed ? 'allowed' : decision.reason);

// Cases that AWS's pages on policy evaluation work through, each in one line.
describe('policies of one account', () => {
  const identity = [policy('identity', allow())];
  const cases: readonly (readonly [string, Principal, Partial<PolicySet>, string])[] = [
    ['nothing said is a refusal', user, {}, 'no-allow'],
    ['an identity policy alone is enough', user, { identity }, 'allowed'],
    [
      'an explicit Deny wins over any Allow',
      user,
      { identity: [policy('identity', allow(), deny())] },
      'explicit-deny',
    ],
    [
      'who is no service of AWS is told to be none, whatever the request holds',
      role,
      {
        identity,
        resource: [
          policy('resource', deny({ Principal: '*', Condition: { Bool: { 'aws:PrincipalIsAWSService': 'false' } } })),
        ],
      },
      'explicit-deny',
    ],
    [
      "a bucket's Deny wins over the identity's Allow",
      user,
      { identity, resource: [policy('resource', deny({ Principal: '*' }))] },
      'explicit-deny',
    ],
    [
      'a bucket policy alone is enough for a user of the account',
      user,
      { resource: [policy('resource', allow({ Principal: { AWS: user.arn } }))] },
      'allowed',
    ],
    [
      'a bucket policy alone is enough for a role of the account',
      role,
      { resource: [policy('resource', allow({ Principal: { AWS: ROLE } }))] },
      'allowed',
    ],
    [
      'a bucket policy that names the account leaves it to IAM',
      user,
      { resource: [policy('resource', allow({ Principal: { AWS: ACCOUNT } }))] },
      'no-allow',
    ],
    [
      'a boundary limits the identity policy',
      user,
      { identity, boundary: [policy('boundary', allow({ Action: 's3:PutObject' }))] },
      'boundary',
    ],
    ['a boundary gives nothing by itself', user, { boundary: [policy('boundary', allow())] }, 'no-allow'],
    ['a Deny in a boundary wins', user, { identity, boundary: [policy('boundary', allow(), deny())] }, 'explicit-deny'],
    [
      "aws:PrincipalArn of a role's session is the ARN of the role",
      role,
      { identity: [policy('identity', allow({ Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }))] },
      'allowed',
    ],
    [
      "what a boundary leaves out, a bucket's Allow to the user still gives",
      user,
      { boundary: [], resource: [policy('resource', allow({ Principal: { AWS: user.arn } }))] },
      'allowed',
    ],
    [
      "what a boundary leaves out, a bucket's Allow to the role does not give",
      role,
      { boundary: [], resource: [policy('resource', allow({ Principal: { AWS: ROLE } }))] },
      'no-allow',
    ],
    [
      "what a boundary leaves out, a bucket's Allow to the session does give",
      role,
      { boundary: [], resource: [policy('resource', allow({ Principal: { AWS: role.session } }))] },
      'allowed',
    ],
    [
      "what a boundary leaves out, a bucket's Allow to everybody does give",
      role,
      { boundary: [], resource: [policy('resource', allow({ Principal: '*' }))] },
      'allowed',
    ],
  ];
  test.each(cases)('%s', (_, principal, policies, expected) => {
    expect(outcome(ask(principal, policies))).toBe(expected);
  });

  test('the statements that decide are named', () => {
    const decision = ask(user, { identity: [policy('identity', allow({ Sid: 'Wide' }))] });
    expect(decision.by).toEqual([expect.objectContaining({ sid: 'Wide', source: 'identity.Statement[0]' })]);
  });
});

describe('a key decides for itself', () => {
  const decrypt = { action: 'kms:Decrypt', resource: KEY };
  const identity = [policy('identity', allow({ Action: 'kms:*' }))];
  const key = (principal: Json): Policy[] => [policy('key', allow({ Action: 'kms:*', Principal: principal }))];
  test.each<[string, Partial<PolicySet>, string]>([
    [
      'an identity policy is not enough',
      { identity, resource: [policy('key', deny({ Action: 'kms:Encrypt', Principal: '*' }))] },
      'key-policy',
    ],
    [
      'a key policy that names the account lets IAM decide',
      { identity, resource: key({ AWS: `arn:aws:iam::${ACCOUNT}:root` }) },
      'allowed',
    ],
    ['naming the account gives nobody the key', { resource: key({ AWS: ACCOUNT }) }, 'no-allow'],
    ['naming the user is enough', { resource: key({ AWS: user.arn }) }, 'allowed'],
  ])('%s', (_, policies, expected) => {
    expect(outcome(ask(user, policies, decrypt))).toBe(expected);
  });
});

describe('a role is assumed by whom it trusts', () => {
  const assume = { action: 'sts:AssumeRole', resource: ROLE };
  const trust = (principal: Json, Condition: Json = {}): Policy[] => [
    policy('trust', { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: principal, Condition }),
  ];
  const service: Principal = { kind: 'service', name: 'lambda.amazonaws.com' };
  const identity = [policy('identity', allow({ Action: 'sts:AssumeRole' }))];
  test.each<[string, Principal, Partial<PolicySet>, Context, string]>([
    ['a service that is named', service, { resource: trust({ Service: 'lambda.amazonaws.com' }) }, {}, 'allowed'],
    ['a service, where everybody is named', service, { resource: trust('*') }, {}, 'allowed'],
    ['a service, by an account', service, { resource: trust({ AWS: ACCOUNT }) }, {}, 'no-allow'],
    ['a service that is not', service, { resource: trust({ Service: 'ec2.amazonaws.com' }) }, {}, 'no-allow'],
    ['a user, by the account alone', user, { resource: trust({ AWS: ACCOUNT }) }, {}, 'no-allow'],
    ['a user, by the account and its own policy', user, { identity, resource: trust({ AWS: ACCOUNT }) }, {}, 'allowed'],
    [
      'a user whom it does not name, whatever its own policy',
      user,
      { identity, resource: trust({ Service: 'lambda.amazonaws.com' }) },
      {},
      'trust-policy',
    ],
    [
      'a condition that is met',
      service,
      { resource: trust({ Service: 'lambda.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': ACCOUNT } }) },
      { 'aws:sourceaccount': ACCOUNT },
      'allowed',
    ],
    [
      'a condition that is not',
      service,
      { resource: trust({ Service: 'lambda.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': ACCOUNT } }) },
      {},
      'no-allow',
    ],
  ])('%s', (_, principal, policies, context, expected) => {
    expect(outcome(ask(principal, policies, { ...assume, context }))).toBe(expected);
  });
});
