import type { Condition } from '../../../packages/iam-proof/index.ts';

/** The key must be there, with one of the values. */
export function isPositive({ operator, ifExists }: Condition): boolean {
  return /^(String|Arn)(Equals|Like)$/.test(operator) && !ifExists;
}
