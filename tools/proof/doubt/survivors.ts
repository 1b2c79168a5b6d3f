import type { Outcome } from './outcome.ts';
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

const LINES = SURVIVORS.map((line) => [line, expressionOf(line.at)] as const);

/** The line of the list that an outcome is on. */
export function lineOf({ operator, place }: Pick<Outcome, 'operator' | 'place'>): Survivor | undefined {
  const isOn = ({ operators }: Survivor): boolean => operators.includes('*') || operators.includes(operator);
  return LINES.find(([line, expression]) => isOn(line) && expression.test(place))?.[0];
}

function expressionOf(at: string): RegExp {
  const parts = at.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
