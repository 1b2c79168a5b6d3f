import { Command } from 'commander';
import { ClassSolver, linesOfDifferential, runDifferential } from '../../packages/iam-proof/index.ts';
import { wholeNumber } from '../project/whole-number.ts';
import { readReference } from './reference.ts';

interface Options {
  readonly questions: number;
  readonly seed: number;
}

/** `airlock proof differential`: the solver's answers to questions that are drawn, held against the evaluator. */
export function differentialCommand(): Command {
  return new Command('differential')
    .description(
      'ask the solver questions that are drawn, and hold its answers against the evaluator (1 a contradiction)',
    )
    .option('--questions <number>', 'questions to draw', wholeNumber, 2_000)
    .option('--seed <number>', 'the same seed draws the same questions', wholeNumber, 1)
    .action(async (options: Options) => {
      const reference = await readReference();
      const outcome = await runDifferential(options, new ClassSolver(reference), reference);
      console.log(linesOfDifferential(outcome).join('\n'));
      process.exitCode = outcome.mistakes.length === 0 ? 0 : 1;
    });
}
