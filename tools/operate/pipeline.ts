import { Command } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../../lib/config/load-config.ts';
import { environmentFor } from '../../packages/local-cloud/cloud.ts';
import { installMissing } from '../project/install.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { attemptModule, runModule } from '../project/run.ts';
import { accountLines } from '../report/account-lines.ts';
import { siteAccount } from '../report/data.ts';
import { isClosed } from '../report/verdict/accounts.ts';
import { ownerClients } from './aws.ts';
import { historyLines, runMachine } from './executions.ts';
import { feederOf } from './feeder.ts';
import { running, state } from './local.ts';
import type { Deployment } from './plant-credentials.ts';
import { putFile } from './put.ts';
import { jobRuns, printedBy, runLine } from './runs.ts';

const LOGS_SHOWN = 20;

interface State {
  readonly state: string;
}

/** `airlock local put|run|logs|tables|query`: a file of one's own through the pipeline that is deployed here. */
export function pipelineCommands(): Command[] {
  return [
    new Command('put')
      .description('put a file into landing as its feeder would; exit code 1 where the intake refuses it')
      .argument('<file>', 'what the feeder would send')
      .requiredOption('--site <id>', 'site of config/local.json')
      .requiredOption('--view <name>', "view of the site's feeder")
      .option('--feeder <profile>', 'sender or pi-integrator; needed where the site has both')
      .addOption(state())
      .action(put),
    new Command('run')
      .description('clean what came in and build gold, as the schedule does; exit code 1 where a sum does not close')
      .addOption(state())
      .action(run),
    new Command('logs')
      .description('what a run of a job printed; without one, the latest runs')
      .argument('[run]', 'id of a run')
      .addOption(state())
      .action(logs),
    new Command('tables').description('the tables of silver and gold').addOption(state()).action(tables),
    new Command('query')
      .description('ask silver and gold: schemas silver and gold, a view a table')
      .argument('<sql>', 'DuckDB SQL, such as "SELECT reason, count(*) FROM silver.pi_event GROUP BY ALL"')
      .option('--csv', 'print comma-separated values, all of them')
      .addOption(state())
      .action(query),
  ];
}

async function deployment(stateFolder: string): Promise<Deployment> {
  const cloud = await running(stateFolder);
  const config = loadConfig('local');
  return { cloud, config, deployer: ownerClients(cloud, config.region) };
}

async function put(file: string, options: State & { site: string; view: string; feeder?: string }): Promise<void> {
  const here = await deployment(options.state);
  const feeder = feederOf(here.config, options.site, options.feeder);
  const { key, verdict, why } = await putFile(here, file, { site: options.site, view: options.view, feeder });
  console.log(`${verdict}: ${key}${why === null ? '' : `: ${why}`}`);
  console.log(
    verdict === 'received' ? 'Next: npm run airlock -- local run' : 'It lies in landing, and goes no further.',
  );
  process.exitCode = verdict === 'received' ? 0 : 1;
}

async function run({ state: folder }: State): Promise<void> {
  const { cloud, config, deployer } = await deployment(folder);
  await installMissing([pythonInstallation('report')]);
  const began = new Date();
  began.setMilliseconds(0);
  let last = '';
  const execution = await runMachine({ deployer, config, signal: new AbortController().signal }, {}, (said) => {
    const [at = ''] = said.split(' for ');
    if (at !== last) console.log(`  ${at}`);
    last = at;
  });
  console.log(historyLines([execution]));
  const words = [
    'accounting',
    '--silver',
    `s3://${config.buckets.silver}`,
    '--read-since',
    began.toISOString().replace('Z', '+00:00'),
  ];
  const accounts = z
    .record(z.string(), siteAccount)
    .parse(JSON.parse(await runModule('report', 'replica_figures', words, { env: environmentFor(cloud) })));
  for (const [site, account] of Object.entries(accounts)) console.log(accountLines(site, account).join('\n'));
  process.exitCode = Object.values(accounts).every(isClosed) ? 0 : 1;
}

async function logs(run: string | undefined, { state: folder }: State): Promise<void> {
  const { cloud, config, deployer } = await deployment(folder);
  if (run !== undefined) {
    process.stdout.write(printedBy(cloud, run));
    return;
  }
  const runs = await jobRuns(deployer.glue, config);
  for (const each of runs.slice(0, LOGS_SHOWN)) console.log(runLine(each));
  if (runs.length === 0) console.log('no run yet: npm run airlock -- local run');
}

function tables(options: State): Promise<void> {
  return look(options, ['tables']);
}

function query(sql: string, { csv, ...options }: State & { csv?: true }): Promise<void> {
  return look(options, ['query', sql, ...(csv ? ['--csv'] : [])]);
}

async function look({ state: folder }: State, words: readonly string[]): Promise<void> {
  const { cloud, config } = await deployment(folder);
  await installMissing([pythonInstallation('jobs')]);
  const { silver, gold } = config.buckets;
  const layers = ['--silver', `s3://${silver}`, '--gold', `s3://${gold}`];
  const { status, stdout, stderr } = await attemptModule('jobs', 'look', [...layers, ...words], {
    env: environmentFor(cloud),
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  process.exitCode = status;
}
