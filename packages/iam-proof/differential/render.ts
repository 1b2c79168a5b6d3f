import { linesOfRequest } from '../render.ts';
import type { Mistake, Outcome } from './run.ts';

/** Mistakes that are printed in full. */
const SHOWN = 3;

/** An outcome as lines for people. */
export function linesOf({ questions, seed, answers, sampled, reasons, mistakes }: Outcome): string[] {
  const { none, found, undecided } = answers;
  return [
    `${questions} questions of seed ${seed}: ${found} with a request, ${none} with none, ${undecided} undecided`,
    `The samples hold a request for ${sampled} of those ${found}.`,
    ...Object.entries(reasons)
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, times]) => `  undecided ${times} times: ${reason}`),
    `${mistakes.length} answers that the evaluator contradicts`,
    ...mistakes.slice(0, SHOWN).flatMap(linesOfMistake),
  ];
}

function linesOfMistake({ says, request, question }: Mistake): string[] {
  return [
    `MISTAKE  the solver says: ${says}`,
    ...(request === undefined ? [] : linesOfRequest(request)),
    ...JSON.stringify(question, undefined, 2).split('\n'),
  ];
}
