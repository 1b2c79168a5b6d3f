import { Command } from 'commander';
import type { Config } from '../../lib/config/config.ts';
import { readAssembly } from '../../packages/iam-proof/index.ts';
import { assemblyAt } from '../project/assembly.ts';
import { configOf } from '../project/configuration.ts';
import { wholeNumber } from '../project/whole-number.ts';
import { type Estimate, estimate } from './estimate.ts';
import { basis, dearestTable, plainTable, stageTable } from './table.ts';
import { DEFAULT_VOLUMES, SHOWN_TAGS } from './volumes.ts';

interface Options {
  readonly env: string;
  readonly tags?: number;
  readonly rate: number;
  readonly months: number;
  readonly assembly?: string;
  readonly json?: true;
}

/** `airlock cost`: what a month of a deployment costs, by stage, out of its templates. */
export function costCommand(): Command {
  return new Command('cost')
    .requiredOption('--env <name>', 'a configuration: local, dev, prod')
    .option(
      '--tags <count>',
      'tags of all sites together; idle, 1,000, 10,000 and 100,000 where none is given',
      wholeNumber,
    )
    .option('--rate <count>', 'readings of a tag an hour', wholeNumber, DEFAULT_VOLUMES.eventsPerTagHour)
    .option('--months <count>', 'months of data that are kept already', wholeNumber, DEFAULT_VOLUMES.monthsKept)
    .option(
      '--assembly <folder>',
      'what `npx cdk synth` wrote, such as that of another commit; made anew where none is given',
    )
    .option('--json', 'print every line for a program')
    .action(async (options: Options) => {
      const estimates = await estimated(options);
      console.log(options.json ? JSON.stringify(estimates, null, 2) : lines(estimates).join('\n'));
      if (estimates.some(({ unknown }) => unknown.length > 0)) process.exitCode = 2;
    });
}

async function estimated({ env, tags, rate, months, assembly }: Options): Promise<Estimate[]> {
  const config = await configOf(env);
  const made = assembly === undefined ? await synthesis(config) : readAssembly(assemblyAt(assembly));
  const volumes = { eventsPerTagHour: rate, monthsKept: months };
  return (tags === undefined ? SHOWN_TAGS : [tags]).map((each) => estimate(made, config, { tags: each, ...volumes }));
}

async function synthesis(config: Config) {
  // The CDK is loaded where it is needed: the other commands start without it.
  const { synthesized } = await import('./synthesized.ts');
  return synthesized(config);
}

function lines(estimates: readonly Estimate[]): string[] {
  const unknown = estimates[0]?.unknown ?? [];
  return [
    basis(estimates),
    '',
    ...plainTable(stageTable(estimates)),
    '',
    ...plainTable(dearestTable(estimates)),
    ...unknown.map((each) => `CANNOT TELL  ${each}`),
  ];
}
