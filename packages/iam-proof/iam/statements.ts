import type { Policy, Statement } from './policy.ts';
import { namingOf } from './principals.ts';
import type { Principal } from './request.ts';

/** The statements of some policies that have an effect. */
export function statementsOf(policies: readonly Policy[], effect: Statement['effect']): Statement[] {
  return policies.flatMap(({ statements }) => statements).filter((statement) => statement.effect === effect);
}

/** A statement can speak of a principal: it names it, or it is of a policy of its own. */
export function speaksOf({ principal }: Statement, who: Principal): boolean {
  return principal === undefined || namingOf(principal, who) !== undefined;
}
