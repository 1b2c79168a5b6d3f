import { resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../lib/config/load-config.ts';
import { ownerClients } from '../operate/aws.ts';
import { running } from '../operate/local.ts';
import { STATE_FOLDER } from '../operate/local-cloud.ts';
import { plantIdentities } from './identities.ts';
import { planOf } from './plan.ts';
import { type Row, showingOf, tallies, troubles } from './rows.ts';
import { trialLines } from './tally.ts';
import { tryPlan } from './try.ts';

interface Options {
  readonly state: string;
  readonly json?: true;
}

/** `airlock tried`: what each plant's own credentials can read and write of what stands in the local cloud. */
export function triedCommand(): Command {
  return new Command('tried')
    .option('--state <folder>', 'where the local cloud keeps its state', (folder) => resolve(folder), STATE_FOLDER)
    .option('--json', 'print every request and its answer for a program')
    .action(async ({ state, json }: Options) => {
      const rows = await tryDeployment(state);
      console.log(json ? JSON.stringify({ tallies: tallies(rows), rows }) : lines(rows).join('\n'));
      process.exitCode = exitCode(rows);
    });
}

async function tryDeployment(stateFolder: string): Promise<Row[]> {
  const cloud = await running(stateFolder);
  const config = loadConfig('local');
  const deployer = ownerClients(cloud, config.region);
  const plants = await plantIdentities({ deployer, cloud, config });
  const run = `tried-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  return tryPlan(cloud, planOf(cloud, config, plants, run));
}

function lines(rows: readonly Row[]): string[] {
  return [...trialLines(rows), ...troubles(rows).map((each) => `FINDING  ${each}`)];
}

function exitCode(rows: readonly Row[]): number {
  if (rows.some((each) => showingOf(each) === 'broken')) return 1;
  return rows.some((each) => showingOf(each) === 'unclear') ? 2 : 0;
}
