import { partitionIn } from '../../assembly/partition.ts';
import { contextOf } from '../../iam/evaluate.ts';
import type { Condition, Statement } from '../../iam/policy.ts';
import { arnOf } from '../../iam/principals.ts';
import type { Context } from '../../iam/request.ts';
import { speaksOf } from '../../iam/statements.ts';
import { keyTypes } from '../../reference/condition-keys.ts';
import type { Reference } from '../../reference/reference.ts';
import { type ActionClass, actionClasses } from '../actions.ts';
import type { Constraint, Question } from '../question.ts';
import { type ResourceClass, resourceClasses } from '../resources.ts';
import { Choice } from './choice.ts';
import { Unmodelled } from './unmodelled.ts';
import { valuesOf } from './values.ts';

/** All that a request of a question may be made of, as far as anything in the question tells it apart. */
export interface Domain {
  readonly actions: Choice<ActionClass>;
  readonly resources: Choice<ResourceClass>;
  /** Condition keys whose values are open. */
  readonly keys: ReadonlyMap<string, Choice<string>>;
  /** Keys that are the same in every request of the principal. */
  readonly facts: Context;
}

export async function domainOf(question: Question, reference: Reference): Promise<Domain> {
  const { principal, where } = question;
  const facts = contextOf({ principal, context: {} });
  const said: readonly Said[] = [...speaking(question), ...saidIn(where)];
  const actions = actionClasses(
    question,
    said.flatMap(({ action }) => action ?? []),
    reference,
  );
  const forms = [...new Set(actions.flatMap((each) => each.forms))];
  const patterns = [
    ...said.flatMap(({ resource }) => resource?.patterns ?? []),
    ...question.resources.flatMap(({ guards }) => guards),
  ];
  const conditions = said.flatMap((each) => each.conditions ?? []);
  return {
    actions: new Choice(actions),
    resources: new Choice(resourceClasses(patterns, forms, partitionIn(arnOf(principal)))),
    keys: await openKeysOf(conditions, facts),
    facts,
  };
}

/** Every statement that can speak of the principal. */
function speaking({ principal, identity, boundary = [], resources }: Question): Statement[] {
  return [...identity, ...boundary, ...resources.flatMap(({ policies }) => policies)]
    .flatMap(({ statements }) => statements)
    .filter((statement) => speaksOf(statement, principal));
}

/** What tells one request from another, in the words of a statement. */
type Said = Partial<Pick<Statement, 'action' | 'resource' | 'conditions'>>;

function saidIn(constraint: Constraint): Said[] {
  if ('all' in constraint) return constraint.all.flatMap(saidIn);
  if ('any' in constraint) return constraint.any.flatMap(saidIn);
  if ('not' in constraint) return saidIn(constraint.not);
  return 'condition' in constraint ? [{ conditions: [constraint.condition] }] : [constraint];
}

async function openKeysOf(conditions: readonly Condition[], facts: Context): Promise<Map<string, Choice<string>>> {
  const names = [...new Set(conditions.map(({ key }) => key))].filter((key) => facts[key] === undefined);
  const types = await keyTypes(names);
  return new Map(
    names.map((name) => {
      const type = types.get(name);
      if (type === undefined) throw new Unmodelled(`a condition is on ${name}, which is no key that AWS documents`);
      const own = conditions.filter(({ key }) => key === name);
      return [name, new Choice(valuesOf(type, own), true)];
    }),
  );
}
