import { and, atMostOne, FALSE, type Formula, not, or, TRUE } from './formula.ts';

/** How many of a choice's values a request has. */
type HowMany = 'one' | 'one or none' | 'any';

/** A part of a request with finitely many values to choose from: for each, a Boolean of the solver. */
export class Choice<T> {
  readonly #named: readonly { readonly value: T; readonly is: Formula }[];

  constructor(
    name: string,
    readonly values: readonly T[],
    private readonly number: HowMany,
  ) {
    this.#named = values.map((value, i) => ({ value, is: { smt: `${name}_${i}` } }));
  }

  /** Some value that is chosen holds. */
  some(holds: (value: T) => boolean): Formula {
    const holding = this.#named.filter(({ value }) => holds(value));
    if (holding.length === this.#named.length && this.number === 'one') return TRUE;
    return or(...holding.map(({ is }) => is));
  }

  /** Nothing is chosen. */
  get none(): Formula {
    return this.number === 'one' ? FALSE : not(or(...this.#named.map(({ is }) => is)));
  }

  get names(): readonly string[] {
    return this.#named.map(({ is }) => is.smt);
  }

  /** The formula of how many values a request has. */
  get rule(): Formula {
    const all = this.#named.map(({ is }) => is);
    if (this.number === 'any') return TRUE;
    return this.number === 'one' ? and(or(...all), atMostOne(all)) : atMostOne(all);
  }

  /** The values whose Booleans are true. */
  chosen(truths: ReadonlySet<string>): T[] {
    return this.#named.filter(({ is }) => truths.has(is.smt)).map(({ value }) => value);
  }
}
