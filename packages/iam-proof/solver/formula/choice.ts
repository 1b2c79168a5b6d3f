import { FALSE, type Formula, not, or, TRUE, type Variable } from './formula.ts';

/** How many of a choice's values a request has. */
type HowMany = 'one' | 'one or none' | 'any';

/** Options of variables, as they were found. */
export type Assignment = ReadonlyMap<Variable, number>;

/** The option that stands for no value. */
const NONE = -1;

/** A part of a request with finitely many values to choose from. */
export class Choice<T> {
  /** One for all values, or, where there may be several, one for each. */
  readonly variables: readonly Variable[];

  constructor(
    readonly values: readonly T[],
    private readonly number: HowMany,
  ) {
    const indices = values.map((_, i) => i);
    const of = (options: readonly number[]): Variable => ({ options });
    this.variables =
      number === 'any' ? indices.map((i) => of([NONE, i])) : [of(number === 'one' ? indices : [NONE, ...indices])];
  }

  /** Some value that is chosen holds. */
  some(holds: (value: T) => boolean): Formula {
    const held = this.values.flatMap((value, i) => (holds(value) ? [i] : []));
    if (held.length === 0) return FALSE;
    if (held.length === this.values.length && this.number === 'one') return TRUE;
    return or(...this.variables.flatMap((variable) => ofAny(variable, held)));
  }

  /** Nothing is chosen. */
  get none(): Formula {
    const all = this.values.map((_, i) => i);
    return not(or(...this.variables.flatMap((variable) => ofAny(variable, all))));
  }

  /** The values that an assignment chooses. */
  chosen(assignment: Assignment): T[] {
    const options = new Set(this.variables.map((variable) => assignment.get(variable) ?? NONE));
    return this.values.filter((_, i) => options.has(i));
  }
}

function ofAny(of: Variable, wanted: readonly number[]): Formula[] {
  const options = new Set(wanted.filter((option) => of.options.includes(option)));
  return options.size === 0 ? [] : [{ kind: 'chosen', of, options }];
}
