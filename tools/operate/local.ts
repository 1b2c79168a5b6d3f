import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import {
  type Cloud,
  cloudEnvironment,
  down,
  notApplied,
  REGION,
  recorded,
  status,
} from '../../packages/local-cloud/cloud.ts';
import { ownerClients } from './aws.ts';
import { STATE_FOLDER, up } from './local-cloud.ts';
import { serviceLines, services } from './services.ts';

/** `airlock local up|down|status|env`. */
export function localCommand(): Command {
  const local = new Command('local');
  local
    .command('up')
    .description('start it, unless it runs already')
    .addOption(json())
    .addOption(state())
    .action(async (options: Options) => print(await up(options.state), options));
  local
    .command('down')
    .description('end it and everything it started; its state stays')
    .addOption(json())
    .addOption(state())
    .action(async (options: Options) => {
      const ended = await down(options.state);
      console.log(options.json ? JSON.stringify({ ended }) : ended ? 'ended' : 'was not running');
    });
  local
    .command('status')
    .description(
      'whether it runs, what is deployed by service, and what of it has no effect here; exit code 1 if it does not run',
    )
    .option('--verbose', 'list each property that has no effect, and each object that runs nowhere')
    .addOption(json())
    .addOption(state())
    .action(async (options: Options) => {
      const cloud = await status(options.state);
      await print(cloud, options);
      process.exitCode = cloud?.healthy ? 0 : 1;
    });
  local
    .command('env')
    .description('print what a shell needs to talk to it: eval "$(npm run -s airlock -- local env)"')
    .addOption(json())
    .addOption(state())
    .action(async (options: Options) => {
      const environment = cloudEnvironment(await running(options.state));
      console.log(options.json ? JSON.stringify(environment) : exportLines(environment));
    });
  return local;
}

interface Options {
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly state: string;
}

const json = () => new Option('--json', 'print a JSON object');
export const state = () =>
  new Option('--state <folder>', 'where it keeps its state')
    .default(STATE_FOLDER, '.local/cloud')
    .argParser((folder) => resolve(folder));

export const environment = () => new Option('--env <name>', 'configuration of what is deployed').default('local');

/**
 * The cloud that runs on this state.
 *
 * @throws Error that says how to start it.
 */
export async function running(stateFolder: string): Promise<Cloud> {
  const cloud = await status(stateFolder);
  if (!cloud?.healthy) {
    throw new Error('the local cloud does not run: npm run airlock -- local up');
  }
  return cloud;
}

async function print(cloud: Cloud | undefined, options: Options): Promise<void> {
  const withoutEffect = cloud?.healthy ? notApplied(options.state) : [];
  const onRecord = cloud?.healthy ? recorded(options.state) : [];
  const found = cloud?.healthy ? await services(ownerClients(cloud, REGION), withoutEffect) : [];
  if (options.json) {
    console.log(JSON.stringify({ ...cloud, services: found, notApplied: withoutEffect, recorded: onRecord }));
    return;
  }
  console.log(
    cloud?.healthy
      ? `running at ${cloud.endpoint} (pid ${cloud.pid})`
      : 'not running; to start it: npm run airlock -- local up',
  );
  if (!cloud?.healthy) return;
  for (const line of serviceLines(found, withoutEffect, onRecord)) console.log(line);
  if (!options.verbose) return;
  for (const row of withoutEffect) {
    console.log(`not applied locally: ${row.stack} ${row.logicalId} ${row.property} (${row.type}): ${row.why}`);
  }
  for (const row of onRecord)
    console.log(`recorded, runs nowhere: ${row.stack} ${row.kind} ${row.name}: ${row.summary}`);
}

function exportLines(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value}'`)
    .join('\n');
}
