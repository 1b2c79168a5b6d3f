import { partitionIn } from '../../assembly/partition.ts';
import { contextOf } from '../../iam/evaluate.ts';
import type { Condition, Patterns, Statement } from '../../iam/policy.ts';
import { arnOf, namingOf } from '../../iam/principals.ts';
import type { Context } from '../../iam/request.ts';
import { keyTypes } from '../../reference/condition-keys.ts';
import type { Reference } from '../../reference/reference.ts';
import { type ActionGroup, actionGroups } from '../actions.ts';
import type { Constraint, Question } from '../question.ts';
import { type ResourceClass, resourceClasses } from '../resources.ts';
import { Choice } from './choice.ts';
import { Unmodelled } from './unmodelled.ts';
import { valuesOf } from './values.ts';

/** All that a request of a question may be made of, as far as anything in the question tells it apart. */
export interface Domain {
  readonly actions: Choice<ActionGroup>;
  readonly resources: Choice<ResourceClass>;
  /** Condition keys whose values are open. */
  readonly keys: ReadonlyMap<string, Choice<string>>;
  /** Keys that are the same in every request of the principal. */
  readonly facts: Context;
}

export async function domainOf(question: Question, reference: Reference): Promise<Domain> {
  const { principal, where } = question;
  const facts = contextOf({ principal, context: {} });
  const statements = statementsOf(question);
  const leaves = leavesOf(where);
  const actions: Patterns[] = [
    ...statements.map(({ action }) => action),
    ...leaves.flatMap((leaf) => ('action' in leaf ? [leaf.action] : [])),
  ];
  const resources: Patterns[] = [
    ...statements.flatMap(({ resource }) => resource ?? []),
    ...leaves.flatMap((leaf) => ('resource' in leaf ? [leaf.resource] : [])),
  ];
  const groups = actionGroups(question, actions, reference);
  const forms = [...new Set(groups.flatMap((group) => group.forms))];
  const patterns = [
    ...resources.flatMap((element) => element.patterns),
    ...question.resources.flatMap(({ guards }) => guards),
  ];
  const conditions = [
    ...statements.flatMap((statement) => statement.conditions),
    ...leaves.flatMap((leaf) => ('condition' in leaf ? [leaf.condition] : [])),
  ];
  return {
    actions: new Choice(groups),
    resources: new Choice(resourceClasses(patterns, forms, partitionIn(arnOf(principal)))),
    keys: await openKeysOf(conditions, facts),
    facts,
  };
}

/** Every statement that can speak of the principal. */
function statementsOf({ principal, identity, boundary = [], resources }: Question): Statement[] {
  return [...identity, ...boundary, ...resources.flatMap(({ policies }) => policies)]
    .flatMap(({ statements }) => statements)
    .filter((statement) => statement.principal === undefined || namingOf(statement.principal, principal) !== undefined);
}

type Leaf = Exclude<Constraint, { all: unknown } | { any: unknown } | { not: unknown }>;

function leavesOf(constraint: Constraint): Leaf[] {
  if ('all' in constraint) return constraint.all.flatMap(leavesOf);
  if ('any' in constraint) return constraint.any.flatMap(leavesOf);
  return 'not' in constraint ? leavesOf(constraint.not) : [constraint];
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
