import fc from 'fast-check';
import type { Condition, Patterns, Policy, PolicyKind, Statement } from '../../iam/policy.ts';
import type { IdentityPrincipal } from '../../iam/request.ts';
import { both, either, no } from '../../solver/constraints.ts';
import type { Constraint, Question } from '../../solver/question.ts';
import { conditionsOn, SUBJECTS } from './conditions.ts';
import { mostly, near, rarely, some } from './texts.ts';

const ACCOUNT = '111111111111';
const [USER, ROLE] = [`arn:aws:iam::${ACCOUNT}:user/staff/jo`, `arn:aws:iam::${ACCOUNT}:role/staff/writer`];
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`;
const PRINCIPALS: readonly IdentityPrincipal[] = [
  { kind: 'user', arn: USER, account: ACCOUNT },
  { kind: 'role-session', role: ROLE, session: SESSION, account: ACCOUNT },
];
const NAMED = ['*', ACCOUNT, `arn:aws:iam::${ACCOUNT}:root`, USER, ROLE, SESSION, `arn:aws:iam::${ACCOUNT}:user/other`];

const BUCKET = 'arn:aws:s3:::uploads';
const ACCESS_POINT = `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/team/object/x`;
const STREAM = `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/a`;
const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1`;

/** What policies are drawn about: actions of a service, and ARNs that they act on. */
const TARGETS = [
  { service: 's3', actions: ['GetObject', 'PutObject'], arns: [`${BUCKET}/team=a`, `${BUCKET}/team=a/x`] },
  { service: 's3', actions: ['GetObject', 'PutObject'], arns: [`${BUCKET}/b:c/x`, `${BUCKET}.staff/team=ab/x`] },
  { service: 's3', actions: ['GetObject'], arns: [ACCESS_POINT, ACCESS_POINT.replace('eu-west-1', '')] },
  { service: 's3', actions: ['ListBucket', 'PutBucketPolicy'], arns: [BUCKET, `${BUCKET}.staff`] },
  { service: 'kinesis', actions: ['PutRecord', 'GetRecords'], arns: [STREAM, `${STREAM}b`] },
  { service: 'kms', actions: ['Decrypt', 'GenerateDataKey'], arns: [KEY, `${KEY}2`] },
];

type Target = (typeof TARGETS)[number];

/** A question, and what it asks of a request as a policy, so that the evaluator judges that too. */
export interface Drawn {
  readonly question: Question;
  readonly asked: readonly Policy[];
  readonly target: Target;
}

/** Questions whose policies speak of little, so that they meet. */
export const questions: fc.Arbitrary<Drawn> = fc
  .tuple(fc.constantFrom(...TARGETS), fc.constantFrom(...SUBJECTS), fc.constantFrom(...SUBJECTS))
  .chain(([target, ...subjects]) => questionsOn(target, conditionsOn(subjects)));

function questionsOn(target: Target, conditions: fc.Arbitrary<readonly Condition[]>): fc.Arbitrary<Drawn> {
  const policies = (kind: PolicyKind): fc.Arbitrary<readonly Policy[]> => {
    const allow = statement('Allow', kind, target, conditions);
    const deny = statement('Deny', kind, target, conditions);
    const statements = fc.tuple(mostly(allow, deny, 10), fc.array(mostly(allow, deny, 40), { maxLength: 2 }));
    return fc.tuple(
      fc.record({ kind: fc.constant(kind), statements: statements.map(([first, others]) => [first, ...others]) }),
    );
  };
  const guarded = fc.record({
    guards: fc.constantFrom(...target.arns).map(guardsOf),
    policies: policies(target.service === 'kms' ? 'key' : 'resource'),
  });
  return fc
    .record({
      principal: fc.constantFrom(...PRINCIPALS),
      identity: mostly(policies('identity'), fc.constant([]), 15),
      boundary: mostly<readonly Policy[] | undefined>(fc.constant(undefined), policies('boundary'), 30),
      // No two policies guard the same: two objects lie in one bucket.
      resources: fc.uniqueArray(guarded, { maxLength: 2, selector: ({ guards }) => guards.join() }),
      asked: policies('identity'),
    })
    .map(({ asked, ...question }) => ({ question: { ...question, where: constraintOf(asked) }, asked, target }));
}

function guardsOf(arn: string): string[] {
  const [bucket = ''] = arn.split('/');
  return arn.includes(':s3:') ? [bucket, `${bucket}/*`] : [arn];
}

function statement(
  effect: Statement['effect'],
  kind: PolicyKind,
  { service, actions, arns }: Target,
  conditions: fc.Arbitrary<readonly Condition[]>,
): fc.Arbitrary<Statement> {
  const entry = fc.constantFrom(...NAMED).map((pattern) => ({ kind: 'AWS' as const, pattern }));
  // A Deny of everything but what is named is common; an Allow of it concerns most of AWS.
  const notAction = effect === 'Deny' ? 30 : 5;
  return fc.record({
    effect: fc.constant(effect),
    action: patterns([...actions.map((name) => near(`${service}:${name}`)), fc.constant(`${service}:*`)], notAction),
    resource: patterns(arns.map(resource), 15),
    ...((kind === 'resource' || kind === 'key') && {
      principal: some(entry),
    }),
    conditions,
    source: fc.constant(kind),
  });
}

function patterns(each: readonly fc.Arbitrary<string>[], inverted: number): fc.Arbitrary<Patterns> {
  return fc.record({ inverted: rarely(inverted), patterns: some(fc.oneof(...each)) });
}

/** A pattern that takes an ARN, or nearly. */
function resource(arn: string): fc.Arbitrary<string> {
  const nearly = [`${arn}/*`, arn.split(':').slice(0, 3).join(':'), arn.replace(ACCOUNT, '333333333333')];
  return mostly(mostly(near(arn), fc.constantFrom(...nearly), 20), fc.constant('*'), 20);
}

/** What the policies allow. */
function constraintOf(policies: readonly Policy[]): Constraint {
  const of = (effect: string): Constraint[] =>
    policies
      .flatMap(({ statements }) => statements.filter((each) => each.effect === effect))
      .map(({ action, resource: named = { inverted: true, patterns: [] }, conditions }) =>
        both({ action }, { resource: named }, ...conditions.map((condition) => ({ condition }))),
      );
  return both(either(...of('Allow')), ...of('Deny').map(no));
}
