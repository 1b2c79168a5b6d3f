import { partitionIn } from '../assembly/partition.ts';
import { arnOf } from '../iam/principals.ts';
import { statementsOf } from '../iam/statements.ts';
import type { Reference } from '../reference/reference.ts';
import { isOfOneService } from './actions.ts';
import { Unmodelled } from './formula/unmodelled.ts';
import type { Question } from './question.ts';
import { patternOf } from './resources.ts';
import { combinations } from './text/combinations.ts';
import { plausibleResource } from './text/pattern.ts';

/**
 * Holds that every Allow of a question is on resources that AWS's reference knows: of another one no request could be
 * found, and "nobody" would be said of what was never looked at.
 *
 * @throws Unmodelled with the first pattern that takes no resource on which an action of its statement acts
 */
export function refuseUnwitnessed(question: Question, reference: Reference): void {
  const { principal, identity, boundary = [], resources } = question;
  const partition = partitionIn(arnOf(principal));
  const policies = [...identity, ...boundary, ...resources.flatMap((each) => each.policies)];
  for (const { action, resource: element, source } of statementsOf(policies, 'Allow')) {
    if (element === undefined || element.inverted || element.patterns.includes('*')) continue;
    const forms = new Set(reference.actionsMatching(action).flatMap(({ resources: known }) => known));
    const stray = element.patterns.find((pattern) => !isWitnessed(pattern, [...forms], partition));
    if (stray !== undefined) {
      throw new Unmodelled(`${source} allows something on ${stray}, which is no resource that AWS documents for it`);
    }
  }
}

function isWitnessed(pattern: string, forms: readonly string[], partition: string): boolean {
  const taken = patternOf(pattern);
  return forms
    .filter((form) => isOfOneService(pattern, form))
    .some((form) =>
      combinations([plausibleResource(form, partition), taken]).some(({ matched }) => matched.every(Boolean)),
    );
}
