import { randomFrom } from '../../differential/generate/random.ts';
import { evaluate } from '../../iam/evaluate.ts';
import type { Condition, Patterns, Policy, Statement } from '../../iam/policy.ts';
import type { Context, Request } from '../../iam/request.ts';
import type { Question } from '../../solver/question.ts';
import { SmtSolver } from '../../solver/solver.ts';
import { readReference } from '../reference.ts';

const ACCOUNT = '111111111111';
const BUCKET = 'arn:aws:s3:::b';
const principal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/jo`, account: ACCOUNT } as const;

const random = randomFrom(7);
const ACTIONS = ['s3:PutObject', 's3:GetObject', 's3:*', 's3:Get*'] as const;
const RESOURCES = ['*', `${BUCKET}/*`, `${BUCKET}/a*`, `${BUCKET}/a/*`, `${BUCKET}/?/x`] as const;
const CONDITIONS: readonly [Condition, ...Condition[]] = [
  { operator: 'Null', key: 's3:if-none-match', values: ['true'], ifExists: false },
  { operator: 'StringEquals', key: 's3:if-none-match', values: ['*'], ifExists: true },
  { operator: 'StringNotLike', key: 's3:if-none-match', values: ['a*'], ifExists: false },
  { operator: 'Bool', key: 'aws:securetransport', values: ['false'], ifExists: false },
  { operator: 'NumericLessThan', key: 's3:tlsversion', values: ['1.2'], ifExists: false },
];

/** Every request of a small world. */
const WORLD: readonly Request[] = ['s3:PutObject', 's3:GetObject'].flatMap((action) =>
  ['a', 'ab', 'a/x', 'a/y', 'c/x', 'cc'].flatMap((key) =>
    contexts().map((context) => ({
      principal,
      action,
      resource: `${BUCKET}/${key}`,
      resourceAccount: ACCOUNT,
      context,
    })),
  ),
);

function contexts(): Context[] {
  const headers: Context[] = [{}, { 's3:if-none-match': '*' }, { 's3:if-none-match': 'ab' }];
  const transports: Context[] = [{}, { 'aws:securetransport': 'true' }, { 'aws:securetransport': 'false' }];
  const versions: Context[] = [{}, { 's3:tlsversion': '1.1' }, { 's3:tlsversion': '1.2' }];
  return headers.flatMap((one) => transports.flatMap((two) => versions.map((three) => ({ ...one, ...two, ...three }))));
}

function element(values: readonly [string, ...string[]]): Patterns {
  return { inverted: random.chance(0.2), patterns: [random.pick(values)] };
}

function policy(kind: Policy['kind'], statements: number): Policy {
  const drawn = Array.from({ length: statements }, (): Statement => {
    const named = kind === 'resource' && {
      principal: { inverted: false, entries: [{ kind: 'AWS', pattern: '*' }] } as const,
    };
    return {
      effect: random.chance(0.6) ? 'Allow' : 'Deny',
      action: element(ACTIONS),
      resource: element(RESOURCES),
      conditions: random.chance(0.6) ? [random.pick(CONDITIONS)] : [],
      source: 'drawn',
      ...named,
    };
  });
  return { kind, statements: drawn };
}

function question(): Question {
  const inside = { resource: { inverted: false, patterns: [`${BUCKET}/*`] } };
  const asked = { condition: random.pick(CONDITIONS) };
  return {
    principal,
    account: ACCOUNT,
    identity: [policy('identity', 2)],
    ...(random.chance(0.5) && { boundary: [policy('boundary', 1)] }),
    resources: [{ guards: [BUCKET, `${BUCKET}/*`], account: ACCOUNT, policies: [policy('resource', 2)] }],
    where: { all: [inside, { action: { inverted: false, patterns: ['s3:PutObject', 's3:GetObject'] } }, asked] },
  };
}

/** Some request of the world is allowed and under the condition that is asked for. */
function isInWorld({ where, ...policies }: Question): boolean {
  const [, , asked] = 'all' in where ? where.all : [];
  // The condition as a policy of its own: the evaluator judges it, and no second reading of it.
  const only: Statement = {
    effect: 'Allow',
    action: { inverted: false, patterns: ['*'] },
    resource: { inverted: false, patterns: ['*'] },
    conditions: asked !== undefined && 'condition' in asked ? [asked.condition] : [],
    source: 'asked',
  };
  const resource = policies.resources.flatMap((each) => each.policies);
  return WORLD.some(
    (request) =>
      evaluate(request, { ...policies, resource }).allowed &&
      evaluate(request, { identity: [{ kind: 'identity', statements: [only] }], resource: [] }).allowed,
  );
}

let solver: SmtSolver;
beforeAll(async () => {
  solver = await SmtSolver.start(await readReference());
});
afterAll(() => solver.stop());

test('what the solver says that no request can do, none of a small world can', async () => {
  const answers = await Promise.all(
    Array.from({ length: 120 }, question).map(async (each) => ({
      inWorld: isInWorld(each),
      ...(await solver.find(each)),
    })),
  );
  expect(answers.filter(({ kind }) => kind === 'undecided')).toEqual([]);
  expect(answers.filter(({ kind, inWorld }) => kind === 'none' && inWorld)).toEqual([]);
  // Both answers must be there, or the test would show nothing.
  expect(answers.filter(({ kind }) => kind === 'none').length).toBeGreaterThan(25);
  expect(answers.filter(({ inWorld }) => inWorld).length).toBeGreaterThan(25);
});
