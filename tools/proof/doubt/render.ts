import type { Outcome } from './outcome.ts';
import { lineOf, SURVIVORS, type Survivor } from './survivors.ts';

/** What a run shows: mistakes that stay proven and stand in no line of the list, and lines that no mistake is on. */
export interface Verdict {
  readonly missed: readonly Outcome[];
  readonly unused: readonly Survivor[];
}

export function verdictOf(outcomes: readonly Outcome[]): Verdict {
  const alive = outcomes.filter(({ said }) => said === undefined);
  const used = new Set(alive.map(lineOf));
  return {
    missed: alive.filter((outcome) => lineOf(outcome) === undefined),
    unused: SURVIVORS.filter((line) => !used.has(line)),
  };
}

/** The outcomes as text: a row an operator, then what was not caught; lines of the list that were not needed, where all was tried. */
export function renderOutcomes(outcomes: readonly Outcome[], all: boolean): string {
  const { missed, unused } = verdictOf(outcomes);
  const operators = [...new Set(outcomes.map(({ operator }) => operator))].toSorted();
  const rows = operators.map((name) => [name, outcomes.filter(({ operator }) => operator === name)] as const);
  return [
    columns('operator', ['planted', 'refused', 'survive']),
    ...[...rows, ['all', outcomes] as const].map(([name, made]) => columns(name, countsOf(made))),
    ...missed.map(({ operator, place, words, assembly }) => `missed: ${operator} at ${place}: ${words} (${assembly})`),
    ...(all ? unused.map(({ operators, at }) => `no mistake is on the line ${operators.join(', ')} at ${at}`) : []),
  ].join('\n');
}

function countsOf(outcomes: readonly Outcome[]): number[] {
  const refused = outcomes.filter(({ said }) => said !== undefined).length;
  return [outcomes.length, refused, outcomes.length - refused];
}

function columns(name: string, figures: readonly (string | number)[]): string {
  return [name.padEnd(12), ...figures.map((figure) => String(figure).padStart(9))].join('');
}
