import type { Policy, Statement } from '../iam/policy.ts';

/** The Allow statements of some policies. */
export function allowsOf(policies: readonly Policy[]): Statement[] {
  return policies.flatMap(({ statements }) => statements).filter(({ effect }) => effect === 'Allow');
}
