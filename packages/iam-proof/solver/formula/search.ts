import type { Assignment } from './choice.ts';
import { type Formula, given, type Variable } from './formula.ts';
import { Unmodelled } from './unmodelled.ts';

/** Steps of one search; those of the shipped configurations take thousands. */
const MOST_STEPS = 2_000_000;

/**
 * An option for each variable by which a formula is true, or undefined where there is none: variable by variable, an option is tried,
 * what it leaves of the formula is searched, and what is false already is not.
 *
 * @throws Unmodelled after too many steps
 */
export function satisfy(formula: Formula, variables: readonly Variable[]): Assignment | undefined {
  return search(formula, variables, { steps: 0 });
}

function search(
  left: Formula,
  [variable, ...others]: readonly Variable[],
  effort: { steps: number },
): Map<Variable, number> | undefined {
  if (left.kind === 'constant' && !left.value) return undefined;
  if (variable === undefined) return new Map();
  for (const option of variable.options) {
    effort.steps += 1;
    if (effort.steps > MOST_STEPS) throw new Unmodelled(`the search gives up after ${MOST_STEPS} steps`);
    const rest = given(left, variable, option);
    const found = search(rest, others, effort);
    // What does not speak of the variable is as false with any other option.
    if (found !== undefined || rest === left) return found?.set(variable, option);
  }
  return undefined;
}
