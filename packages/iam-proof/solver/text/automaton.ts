import type { Characters } from './characters.ts';
import type { TextPattern } from './pattern.ts';

/** Number of a state; a state stands for the places of the pattern that the text read so far may be at. */
export type State = number;

/** Deterministic automaton of a pattern, made as far as it is walked. */
export class Automaton {
  readonly start: State;
  readonly #pattern: TextPattern;
  readonly #states: (readonly number[])[] = [];
  readonly #numbers = new Map<string, State>();
  readonly #next: Map<string, State>[] = [];

  constructor(pattern: TextPattern) {
    this.#pattern = pattern;
    this.start = this.#state(this.#reach([0]));
  }

  accepts(state: State): boolean {
    return this.#positions(state).includes(this.#pattern.places.length);
  }

  /** Sets of characters that lead on from a state. */
  awaited(state: State): Characters[] {
    return this.#positions(state).flatMap((position) => this.#pattern.places[position]?.characters ?? []);
  }

  next(state: State, char: string): State {
    const known = this.#next[state]?.get(char);
    if (known !== undefined) return known;
    const next = this.#state(this.#reach(this.#positions(state).flatMap((position) => this.#after(position, char))));
    this.#next[state]?.set(char, next);
    return next;
  }

  #after(position: number, char: string): number[] {
    const place = this.#pattern.places[position];
    if (!place?.characters.has(char)) return [];
    return [place.many ? position : position + 1];
  }

  /** The positions themselves and those behind a place that may stay empty. */
  #reach(positions: readonly number[]): number[] {
    const reached = new Set(positions);
    for (const position of reached) {
      if (this.#pattern.places[position]?.many) reached.add(position + 1);
    }
    return [...reached].sort((a, b) => a - b);
  }

  #positions(state: State): readonly number[] {
    return this.#states[state] ?? [];
  }

  #state(positions: readonly number[]): State {
    const key = positions.join();
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const state = this.#states.push(positions) - 1;
    this.#next.push(new Map());
    this.#numbers.set(key, state);
    return state;
  }
}
