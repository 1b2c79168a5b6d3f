import type { Patterns } from '../iam/policy.ts';
import { speaksOf, statementsOf } from '../iam/statements.ts';
import { demanded } from './demanded.ts';
import type { Question, ResourcePolicies } from './question.ts';

/**
 * A question without the policies of resources that no answer can be on: those that the question leaves out, and those
 * that neither the principal's own policies nor their own open to it.
 */
export function relevant(question: Question): Question {
  const asked = demanded(question.where, 'resource');
  const own = statementsOf(question.identity, 'Allow');
  const opens = ({ policies }: ResourcePolicies): boolean =>
    statementsOf(policies, 'Allow').some((statement) => speaksOf(statement, question.principal));
  const resources = question.resources.filter(
    (each) =>
      asked.every((element) => overlap(element, each.guards)) &&
      (opens(each) || own.some(({ resource }) => resource === undefined || overlap(resource, each.guards))),
  );
  return { ...question, resources };
}

/** Some text can be taken by the element and by one of the patterns: never wrongly "no". */
function overlap({ inverted, patterns }: Patterns, others: readonly string[]): boolean {
  return inverted || patterns.some((one) => others.some((other) => beginAlike(fixed(one), fixed(other))));
}

function beginAlike(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** The text before the first wildcard. */
function fixed(pattern: string): string {
  return pattern.replace(/[*?].*$/s, '');
}
