import type { Outcome } from './run.ts';
import survivors from './survivors.json' with { type: 'json' };

/** Mistakes that stay proven, and why that is right. */
export interface Survivor {
  /** Operators, or one that stands for all of them by a star. */
  readonly operators: readonly string[];
  /** Type and path, in which a star is any text. */
  readonly at: string;
  readonly reason: string;
}

export const SURVIVORS: readonly Survivor[] = survivors;

/** The line of the list that an outcome is on. */
export function lineOf({ operator, place }: Pick<Outcome, 'operator' | 'place'>): Survivor | undefined {
  return SURVIVORS.find(
    ({ operators, at }) => (operators.includes('*') || operators.includes(operator)) && expressionOf(at).test(place),
  );
}

const EXPRESSIONS = new Map<string, RegExp>();

function expressionOf(at: string): RegExp {
  const parts = at.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = EXPRESSIONS.get(at) ?? new RegExp(`^${parts.join('.*')}$`, 's');
  EXPRESSIONS.set(at, expression);
  return expression;
}
