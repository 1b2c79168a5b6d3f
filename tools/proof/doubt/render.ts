import type { Outcome } from './run.ts';
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
  const rows = operators.map((name) =>
    row(
      name,
      outcomes.filter(({ operator }) => operator === name),
    ),
  );
  return [
    columns(['operator', 'planted', 'refused', 'survive']),
    ...rows,
    row('all', outcomes),
    ...missed.map(({ operator, place, words, assembly }) => `missed: ${operator} at ${place}: ${words} (${assembly})`),
    ...(all ? unused.map(({ operators, at }) => `no mistake is on the line ${operators.join(', ')} at ${at}`) : []),
  ].join('\n');
}

function row(name: string, outcomes: readonly Outcome[]): string {
  const refused = outcomes.filter(({ said }) => said !== undefined).length;
  return columns([name, ...[outcomes.length, refused, outcomes.length - refused].map(String)]);
}

function columns([name = '', ...figures]: readonly string[]): string {
  return [name.padEnd(12), ...figures.map((figure) => figure.padStart(9))].join('');
}
