import { explain, RULES } from '../differential/explained.ts';
import { ours, type Pair, type StatementDocument } from '../differential/pair.ts';
import type { Request } from '../iam/request.ts';
import { allowing, pairOf, SESSION } from './pairs.ts';

/** Pairs on which a peer differs, with what AWS's page says of each. */
type Cases = readonly (readonly [Pair, boolean])[];

const LOG: Partial<Request> = {
  action: 'logs:GetLogEvents',
  resource: 'arn:aws:logs:eu-west-1:111111111111:log-group:resize',
};
const TOPIC = { context: { 'aws:securetransport': 'true', 'aws:sourcearn': 'arn:aws:sns:eu-west-1:1:topic:sub' } };
const one = (statement: Partial<StatementDocument>, request: Partial<Request> = {}): Pair =>
  pairOf([['identity', allowing(statement)]], request);
const ofSession = (arn: string): Pair =>
  one({ Condition: { ArnLike: { 'aws:PrincipalArn': arn } } }, { principal: SESSION });
const toEverybody = (kind: 'boundary' | 'session', ...denies: StatementDocument[]): Pair =>
  pairOf(
    [
      [kind, allowing({ Action: 'kms:*' }), ...denies],
      ['resource', allowing({ Principal: '*' })],
    ],
    { principal: SESSION },
  );

const CASES: Readonly<Record<string, Cases>> = {
  'a star within a part of a resource does not run over a colon': [
    [one({ Resource: 'arn:aws:logs:e*1:log-group:resize' }, LOG), false],
    [one({ Resource: 'arn:aws:logs:e*1:111111111111:log-group:resize' }, LOG), true],
  ],
  'a resource that ends early is completed with stars': [
    [one({ Resource: 'arn:aws:s3' }), true],
    [one({ Resource: 'arn:aws:kinesis' }), false],
  ],
  'each part of an ARN in a condition is compared by itself': [
    [one({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:topic:sub' } } }, TOPIC), false],
    [one({ Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:topic:*' } } }, TOPIC), true],
  ],
  "aws:PrincipalArn of a role's session is the ARN of the role": [
    [ofSession('arn:aws:iam::111111111111:role/staff/*'), true],
    [ofSession('arn:aws:sts::111111111111:assumed-role/writer/*'), false],
  ],
  'a boundary or a session policy does not limit what is given to everybody': [
    [toEverybody('boundary'), true],
    [toEverybody('session'), true],
    [toEverybody('boundary', { Effect: 'Deny', Action: 's3:*', Resource: '*' }), false],
  ],
  'a question mark stands for one character': [
    [one({ Resource: 'arn:aws:s3:::uploads/team=?/x' }), true],
    [one({ Resource: 'arn:aws:s3:::uploads/team=a?/x' }), false],
    [one({ Action: 's3:Get?bject' }), true],
  ],
  'a character that is no wildcard stands for itself': [
    [one({ Resource: 'arn:aws:s3:::uploads.staff/*' }, { resource: 'arn:aws:s3:::uploads-staff/x' }), false],
    [one({ Resource: 'arn:aws:s3:::uploads/a+b (1)' }, { resource: 'arn:aws:s3:::uploads/a+b (1)' }), true],
  ],
  'the letter case of an action does not matter': [[one({ Action: 's3:getobject' }), true]],
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  test.each(cases.map(([pair, allowed]) => [allowed ? 'allowed' : 'refused', pair, allowed] as const))(
    '%s, as AWS documents it',
    (_word, pair, allowed) => expect(ours(pair)).toBe(allowed),
  );
});

test.each(RULES)('the rule "$name" has its test and explains a difference of that test', ({ name, peers }) => {
  const cases = CASES[name] ?? [];
  const found = cases.map(([pair, allowed]) => explain({ peer: peers[0] ?? '', pair, allowed })?.name);
  expect(found).toContain(name);
});

test('a rule explains nothing of a peer that it does not name', () => {
  expect(explain({ peer: 'ministack', pair: one({ Action: 's3:Get?bject' }), allowed: true })).toBeUndefined();
});

test('a limit that is passed is no explanation for a refusal of ours', () => {
  expect(explain({ peer: 'ministack', pair: toEverybody('boundary'), allowed: false })).toBeUndefined();
});
