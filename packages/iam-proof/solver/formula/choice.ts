import { FALSE, type Formula, not, TRUE, type Variable } from './formula.ts';

/** Options of variables, as they were found. */
export type Assignment = ReadonlyMap<Variable, number>;

/** The option that stands for no value. */
const NONE = -1;

/** A part of a request that has one of finitely many values, or, where it may be absent, none. */
export class Choice<T> {
  readonly variable: Variable;

  constructor(
    readonly values: readonly T[],
    mayBeAbsent = false,
  ) {
    const options = values.map((_, i) => i);
    this.variable = { options: mayBeAbsent ? [NONE, ...options] : options };
  }

  /** The value that is chosen holds. */
  is(holds: (value: T) => boolean): Formula {
    const options = new Set(this.values.flatMap((value, i) => (holds(value) ? [i] : [])));
    if (options.size === 0) return FALSE;
    return options.size === this.variable.options.length ? TRUE : { kind: 'chosen', of: this.variable, options };
  }

  /** Nothing is chosen. */
  get none(): Formula {
    return not(this.is(() => true));
  }

  /** The value that an assignment chooses. */
  chosen(assignment: Assignment): T | undefined {
    return this.values[assignment.get(this.variable) ?? NONE];
  }
}
