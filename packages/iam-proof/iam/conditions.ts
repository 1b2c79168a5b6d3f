import { comparisonOf } from './comparisons.ts';
import type { Condition, Operator } from './policy.ts';
import type { Context } from './request.ts';

const NEGATED: Readonly<Partial<Record<Operator, Operator>>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
};

/** An operator holds where nothing matches. */
export function isNegated(operator: Operator): boolean {
  return NEGATED[operator] !== undefined;
}

/**
 * One condition holds for a request. (IAM user guide, "Condition operators" and "Set operators for multivalued
 * context keys".)
 */
export function holds(condition: Condition, context: Context): boolean {
  const { operator, ifExists, set, key, values } = condition;
  const present = context[key] === undefined ? [] : [context[key]].flat();
  if (operator === 'Null') return values.some((value) => value.toLowerCase() === String(present.length === 0));
  const positive = NEGATED[operator];
  const matches = comparisonOf(positive ?? operator);
  const holdsFor = (actual: string): boolean => {
    const isMatch = values.some((wanted) => matches(actual, wanted, context));
    return positive === undefined ? isMatch : !isMatch;
  };
  if (set === 'ForAllValues') return present.every(holdsFor);
  if (set === 'ForAnyValue') return present.length === 0 ? ifExists : present.some(holdsFor);
  if (present.length === 0) return ifExists || positive !== undefined;
  return positive === undefined ? present.some(holdsFor) : present.every(holdsFor);
}
