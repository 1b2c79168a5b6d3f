import { Command, Option } from 'commander';
import { installMissing, ofLocalConfig } from '../../project/install.ts';
import { atLeastOne } from '../../project/whole-number.ts';
import { judge } from './judge.ts';
import { mutantsOf, NAMES, sampled } from './mutants.ts';
import type { Outcome } from './outcome.ts';
import { renderOutcomes, verdictOf } from './render.ts';
import { assemblies } from './stacks/configurations.ts';

interface Options {
  readonly json?: true;
  readonly all?: true;
  readonly operator?: string;
  readonly most: number;
  readonly processes: number;
}

/** `airlock proof mutants`: whether the proof notices every mistake that is planted, but those that a list tells and explains. */
export function mutantsCommand(): Command {
  return new Command('mutants')
    .description(
      'plant mistakes into the templates: each is refused, or stands in survivors.json with a reason (0 so it is, 1 not)',
    )
    .option('--most <number>', 'so many of them, always the same ones', atLeastOne, 1500)
    .option('--all', 'all of them, and no line of the list that none is on')
    .addOption(new Option('--operator <operator>', 'only the mistakes that one operator makes').choices(NAMES))
    .option('--processes <number>', 'processes to share the work', atLeastOne, 2)
    .option('--json', 'print every outcome for a program')
    .action(async (_, command: Command) => {
      const options: Options = command.optsWithGlobals();
      await installMissing(ofLocalConfig());
      const outcomes = await outcomesOf(options);
      const isWhole = options.all === true && options.operator === undefined;
      console.log(options.json ? JSON.stringify(outcomes, undefined, 2) : renderOutcomes(outcomes, isWhole));
      const { missed, unused } = verdictOf(outcomes);
      process.exitCode = missed.length > 0 || (isWhole && unused.length > 0) ? 1 : 0;
    });
}

async function outcomesOf({ all, most, operator, processes }: Options): Promise<Outcome[]> {
  const unharmed = assemblies();
  const mutants = mutantsOf(unharmed).filter((mutant) => mutant.operator === (operator ?? mutant.operator));
  const outcomes: Outcome[] = [];
  await judge({ mutants: all ? mutants : sampled(mutants, most), unharmed }, processes, (outcome) => {
    outcomes.push(outcome);
    if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.length} judged`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  return outcomes;
}
