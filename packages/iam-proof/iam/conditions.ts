import { comparisonOf } from './comparisons.ts';
import type { Condition } from './policy.ts';
import type { Context } from './request.ts';

/** One condition holds for a request. (IAM user guide, "Condition operators".) */
export function holds({ operator, ifExists, key, values }: Condition, context: Context): boolean {
  const actual = context[key];
  if (operator === 'Null') return values.some((value) => value.toLowerCase() === String(actual === undefined));
  const isNegated = operator.includes('Not');
  if (actual === undefined) return ifExists || isNegated;
  const matches = comparisonOf(operator);
  return values.some((wanted) => matches(actual, wanted)) !== isNegated;
}
