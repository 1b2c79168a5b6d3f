import type { Condition, Operator } from '../iam/policy.ts';
import type { Constraint } from './question.ts';

/** The action is one that the patterns name. */
export function actionIs(...patterns: readonly string[]): Constraint {
  return { action: { inverted: false, patterns } };
}

/** The resource is one that the patterns name. */
export function resourceIs(...patterns: readonly string[]): Constraint {
  return { resource: { inverted: false, patterns } };
}

/** The request's key stands to the values as the operator says. */
export function keyIs(operator: Operator, key: string, ...values: readonly string[]): Constraint {
  const condition: Condition = { operator, ifExists: false, key: key.toLowerCase(), values };
  return { condition };
}

export function both(...all: readonly Constraint[]): Constraint {
  return { all };
}

export function either(...any: readonly Constraint[]): Constraint {
  return { any };
}

export function no(constraint: Constraint): Constraint {
  return { not: constraint };
}
