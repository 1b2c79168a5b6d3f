import type { Patterns, Statement } from '../iam/policy.ts';
import { statementsOf } from '../iam/statements.ts';
import type { ActionInfo, Reference } from '../reference/reference.ts';
import { demanded } from './demanded.ts';
import { Unmodelled } from './formula/unmodelled.ts';
import type { Constraint, Question } from './question.ts';

/** An action that stands for all that no policy and no constraint of a question tells from it, and that act on the same resources. */
export interface ActionClass {
  readonly action: ActionInfo;
  /** Forms of the resources on which it can be what the question looks for. */
  readonly forms: readonly string[];
}

/**
 * One action of each kind that some Allow names and that can be as the question says.
 *
 * @throws Unmodelled where an Allow names an action that AWS does not have
 */
export function actionClasses(question: Question, elements: readonly Patterns[], reference: Reference): ActionClass[] {
  const patterns = [...new Set(elements.flatMap((element) => element.patterns))].map((each) => reference.named(each));
  const classes = new Map<string, ActionClass>();
  for (const each of candidates(question, reference)) {
    const key = [...patterns.map((named) => Number(named.has(each.action))), ...each.forms].join();
    if (!classes.has(key)) classes.set(key, each);
  }
  return [...classes.values()];
}

function candidates(question: Question, reference: Reference): ActionClass[] {
  const { identity, resources, where } = question;
  const allows = statementsOf([...identity, ...resources.flatMap(({ policies }) => policies)], 'Allow');
  return allowedBy(question, reference).flatMap((action): ActionClass[] => {
    const naming = allows.filter((statement) => isNamedBy(statement.action, action, reference));
    const forms = action.resources.filter(
      (form) =>
        canBe(where, true, { action, form }, reference) && naming.some(({ resource }) => canTake(resource, form)),
    );
    if (forms.length > 0) return [{ action, forms }];
    const isOfNone = action.resources.length === 0 && canBe(where, true, { action, form: '*' }, reference);
    return isOfNone ? [{ action, forms }] : [];
  });
}

function allowedBy({ identity, boundary, resources, where }: Question, reference: Reference): ActionInfo[] {
  const byResource = statementsOf(
    resources.flatMap(({ policies }) => policies),
    'Allow',
  );
  const byIdentity = statementsOf(identity, 'Allow');
  const limit = boundary && statementsOf(boundary, 'Allow');
  for (const statement of [...byResource, ...byIdentity, ...(limit ?? [])]) refuseUnknown(statement, reference);

  const isNamedIn = (statements: readonly Statement[], action: ActionInfo): boolean =>
    statements.some((statement) => isNamedBy(statement.action, action, reference));
  const asked = demanded(where, 'action')[0];
  const first = asked ?? [...byResource, ...byIdentity].map(({ action }) => action);
  const candidates = new Set([first].flat().flatMap((element) => reference.actionsMatching(element)));
  return [...candidates].filter(
    (action) =>
      isNamedIn(byResource, action) ||
      (isNamedIn(byIdentity, action) && (limit === undefined || isNamedIn(limit, action))),
  );
}

function refuseUnknown({ action, source }: Statement, reference: Reference): void {
  const unknown = action.patterns.find((pattern) => reference.named(pattern).size === 0);
  if (unknown !== undefined) throw new Unmodelled(`${source} names ${unknown}, which is no action that AWS documents`);
}

interface Kind {
  readonly action: ActionInfo;
  /** Of the resource; `*` where the action knows none. */
  readonly form: string;
}

/** A constraint can come out as `truth` for some request of a kind. */
function canBe(constraint: Constraint, truth: boolean, kind: Kind, reference: Reference): boolean {
  const can = (each: Constraint): boolean => canBe(each, truth, kind, reference);
  if ('not' in constraint) return canBe(constraint.not, !truth, kind, reference);
  if ('all' in constraint) return truth ? constraint.all.every(can) : constraint.all.some(can);
  if ('any' in constraint) return truth ? constraint.any.some(can) : constraint.any.every(can);
  if ('action' in constraint) return isNamedBy(constraint.action, kind.action, reference) === truth;
  if ('condition' in constraint || constraint.resource.inverted === truth) return true;
  return constraint.resource.patterns.some((pattern) => isOfOneService(pattern, kind.form));
}

/** A Resource element can take a resource of a form. */
function canTake(element: Patterns | undefined, form: string): boolean {
  return element === undefined || element.inverted || element.patterns.some((pattern) => isOfOneService(pattern, form));
}

/** Two patterns of ARNs can be of the same service. */
export function isOfOneService(pattern: string, form: string): boolean {
  const [, partition = '*', wanted = '*'] = pattern.split(':');
  const [, , service = ''] = form.split(':');
  if (form === '*') return pattern === '*';
  // A star that ends the partition may run on over colons, and then what stands behind it is no service.
  return partition.endsWith('*') || /[*?]/.test(wanted + service) || wanted === service;
}

/** An Action or NotAction element names an action. */
export function isNamedBy({ inverted, patterns }: Patterns, action: ActionInfo, reference: Reference): boolean {
  return patterns.some((pattern) => reference.named(pattern).has(action)) !== inverted;
}
