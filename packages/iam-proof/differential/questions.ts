import type { Policy } from '../iam/policy.ts';
import { both, either, no } from '../solver/constraints.ts';
import type { Constraint, Question, ResourcePolicies } from '../solver/question.ts';
import { FAMILIES } from './families.ts';
import { drawPolicy, type Subject } from './policies.ts';
import type { Random } from './random.ts';
import { SESSION, TARGETS, type Target, USER } from './targets.ts';

/** A question, and what it asks of a request as a policy, so that the evaluator judges that too. */
export interface Drawn {
  readonly question: Question;
  readonly asked: Policy;
  readonly target: Target;
}

export function drawQuestion(random: Random): Drawn {
  const target = random.pick(TARGETS);
  const principal = random.pick([USER, SESSION]);
  const theme = { actions: target.actions, arns: twice(() => random.pick(target.arns)), subjects: subjects(random) };
  const draw = (kind: Policy['kind']): Policy => drawPolicy(kind, theme, random);
  const resources = theme.arns
    .filter(() => random.chance(0.5))
    .map((arn) => ({ guards: target.guardsOf(arn), policies: [draw(target.policy)] }));
  const asked = draw('identity');
  const question: Question = {
    principal,
    identity: random.chance(0.85) ? [draw('identity')] : [],
    ...(random.chance(0.3) && { boundary: [draw('boundary')] }),
    resources: onePerResource(resources),
    where: constraintOf(asked),
  };
  return { question, asked, target };
}

function subjects(random: Random): Subject[] {
  return twice(() => {
    const { keys, ...family } = random.pick(FAMILIES);
    return { ...family, key: random.pick(keys) };
  });
}

function twice<T>(draw: () => T): T[] {
  return Array.from({ length: 2 }, draw);
}

/** No two policies guard the same: two objects lie in one bucket. */
function onePerResource(resources: readonly ResourcePolicies[]): ResourcePolicies[] {
  return [...new Map(resources.map((each) => [each.guards.join(), each])).values()];
}

/** What the policy allows. */
function constraintOf({ statements }: Policy): Constraint {
  const of = (effect: string): Constraint[] =>
    statements
      .filter((statement) => statement.effect === effect)
      .map(({ action, resource, conditions }) =>
        both({ action }, ...(resource ? [{ resource }] : []), ...conditions.map((condition) => ({ condition }))),
      );
  const [first, ...others] = of('Allow');
  const allowed = first !== undefined && others.length === 0 ? first : either(...of('Allow'));
  return both(allowed, ...of('Deny').map(no));
}
