import { Command } from 'commander';
import { installMissing, ofLocalConfig } from '../../project/install.ts';
import { MUTANTS } from './all.ts';
import { renderOutcomes } from './render.ts';
import type { Outcome } from './run.ts';
import { judgeInProcesses } from './share.ts';
import { assemblies } from './stacks/configurations.ts';

interface Options {
  readonly json?: true;
  readonly only?: string;
  readonly layer?: string;
  readonly processes: string;
}

/** `airlock proof mutants`: whether the proof notices every mistake that is planted, and none where there is none. */
export function mutantsCommand(): Command {
  return new Command('mutants')
    .description(
      'plant mistakes into the templates and see each caught by its layer (0 all caught and no false alarm, 1 not, 2 one could not be planted)',
    )
    .option('--only <text>', 'only the mistakes whose names hold this text')
    .option('--layer <layer>', 'only the mistakes that this layer must catch')
    .option('--processes <number>', 'processes to share the work', '2')
    .option('--json', 'print every outcome for a program')
    .action(async (_, command: Command) => {
      const options: Options = command.optsWithGlobals();
      await installMissing(ofLocalConfig());
      const outcomes = await outcomesOf(options);
      console.log(options.json ? JSON.stringify(outcomes, undefined, 2) : renderOutcomes(outcomes));
      process.exitCode = exitCode(outcomes);
    });
}

async function outcomesOf({ only = '', layer, processes }: Options): Promise<Outcome[]> {
  const chosen = MUTANTS.filter((each) => each.name.includes(only) && (layer === undefined || each.layer === layer));
  if (chosen.length === 0) throw new Error('got no mistake of this name and layer, wanted at least one');
  const all = assemblies();
  const outcomes: Outcome[] = [];
  const work = { assemblies: all, names: chosen.map(({ name }) => name) };
  await judgeInProcesses(work, Number(processes), (outcome) => {
    outcomes.push(outcome);
    if (process.stderr.isTTY) process.stderr.write(`\r${outcomes.length} of ${all.length + chosen.length} judged`);
  });
  if (process.stderr.isTTY) process.stderr.write('\n');
  return outcomes;
}

function exitCode(outcomes: readonly Outcome[]): number {
  if (outcomes.some(({ result }) => result === 'missed' || result === 'false alarm')) return 1;
  return outcomes.some(({ result }) => result === 'not planted') ? 2 : 0;
}
