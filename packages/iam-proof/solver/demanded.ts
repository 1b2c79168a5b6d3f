import type { Patterns } from '../iam/policy.ts';
import type { Constraint } from './question.ts';

/** Elements of a kind that a request must be as, whatever else: those that stand under no "any" and no "not". */
export function demanded(constraint: Constraint, element: 'action' | 'resource'): Patterns[] {
  if ('all' in constraint) return constraint.all.flatMap((each) => demanded(each, element));
  if (element === 'action') return 'action' in constraint ? [constraint.action] : [];
  return 'resource' in constraint ? [constraint.resource] : [];
}
