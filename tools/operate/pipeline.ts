import { join, relative, resolve } from 'node:path';
import { CloudFormationServiceException, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Command } from 'commander';
import { z } from 'zod';
import { loadConfig } from '../../lib/config/load-config.ts';
import { deploymentName } from '../../lib/contract/index.ts';
import { environmentFor } from '../../packages/local-cloud/cloud.ts';
import { installMissing } from '../project/install.ts';
import { ROOT } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { attemptModule, runModule } from '../project/run.ts';
import { accountLines } from '../report/account-lines.ts';
import { siteAccount } from '../report/data.ts';
import { isClosed } from '../report/verdict/accounts.ts';
import { type Clients, ownerClients } from './aws.ts';
import { historyLines, runMachine } from './executions.ts';
import { feederOf } from './feeder.ts';
import { writeFilesReport } from './files-report.ts';
import { environment, running, state } from './local.ts';
import type { Deployment } from './plant-credentials.ts';
import { putFile } from './put.ts';
import { jobRuns, printedBy, runLine } from './runs.ts';

const LOGS_SHOWN = 20;

interface Where {
  readonly state: string;
  readonly env: string;
}

/** `airlock local put|run|logs|tables|query|report`: files of one's own through the pipeline that is deployed here. */
export function pipelineCommands(): Command[] {
  return [
    new Command('put')
      .description('put files into landing as their feeder would; exit code 1 where the intake refuses one')
      .argument('<files...>', 'what the feeder would send')
      .requiredOption('--site <id>', 'site of the configuration')
      .requiredOption('--view <name>', "view of the site's feeder")
      .option('--feeder <profile>', 'sender or pi-integrator; needed where the site has both')
      .addOption(environment())
      .addOption(state())
      .action(put),
    new Command('run')
      .description('clean what came in and build gold, as the schedule does; exit code 1 where a sum does not close')
      .addOption(environment())
      .addOption(state())
      .action(run),
    new Command('logs')
      .description('what a run of a job printed; without one, the latest runs')
      .argument('[run]', 'id of a run')
      .addOption(environment())
      .addOption(state())
      .action(logs),
    new Command('tables')
      .description('the tables of silver and gold')
      .addOption(environment())
      .addOption(state())
      .action(tables),
    new Command('query')
      .description('ask silver and gold: schemas silver and gold, a view a table')
      .argument('<sql>', 'DuckDB SQL, such as "SELECT reason, count(*) FROM silver.pi_event GROUP BY ALL"')
      .option('--csv', 'print comma-separated values, all of them')
      .addOption(environment())
      .addOption(state())
      .action(query),
    new Command('report')
      .description('write a page of what became of every cell, with trends; exit code 1 where a sum does not close')
      .option('--out <file>', 'where to write it; out/<environment>/report.html without it', (file) => resolve(file))
      .addOption(environment())
      .addOption(state())
      .action(report),
  ];
}

async function deployment({ state: folder, env }: Where): Promise<Deployment> {
  const cloud = await running(folder);
  const config = loadConfig(env);
  const deployer = ownerClients(cloud, config.region);
  if (!(await stands(deployer, `${deploymentName(config)}-operations`)))
    throw new Error(`config/${env}.json is not deployed in the local cloud: npx cdk deploy --all -c env=${env}`);
  return { cloud, config, deployer };
}

/** Whether a stack is there: the one that is deployed last. */
async function stands({ cloudformation }: Pick<Clients, 'cloudformation'>, StackName: string): Promise<boolean> {
  try {
    await cloudformation.send(new DescribeStacksCommand({ StackName }));
    return true;
  } catch (error) {
    if (error instanceof CloudFormationServiceException && error.name === 'ValidationError') return false;
    throw error;
  }
}

async function put(
  files: readonly string[],
  { site, view, feeder: profile, ...where }: Where & { site: string; view: string; feeder?: string },
): Promise<void> {
  const here = await deployment(where);
  const feeder = feederOf(here.config, site, profile);
  for (const file of files) {
    const { key, verdict, why } = await putFile(here, file, { site, view, feeder });
    console.log(`${verdict}: ${key}${why === null ? '' : `: ${why}: it lies in landing, and goes no further`}`);
    if (verdict === 'refused') process.exitCode = 1;
  }
  console.log(`Next: npm run airlock -- local run${of(where)}`);
}

async function run(where: Where): Promise<void> {
  const { cloud, config, deployer } = await deployment(where);
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
  console.log(`See your tags: npm run airlock -- local report${of(where)}`);
  process.exitCode = Object.values(accounts).every(isClosed) ? 0 : 1;
}

async function logs(run: string | undefined, where: Where): Promise<void> {
  const { cloud, config, deployer } = await deployment(where);
  if (run !== undefined) {
    process.stdout.write(printedBy(cloud, run));
    return;
  }
  const runs = await jobRuns(deployer.glue, config);
  for (const each of runs.slice(0, LOGS_SHOWN)) console.log(runLine(each));
  if (runs.length === 0) console.log('no run yet: npm run airlock -- local run');
}

function tables(where: Where): Promise<void> {
  return look(where, ['tables']);
}

function query(sql: string, { csv, ...where }: Where & { csv?: true }): Promise<void> {
  return look(where, ['query', sql, ...(csv ? ['--csv'] : [])]);
}

async function report({ out, ...where }: Where & { out?: string }): Promise<void> {
  const here = await deployment(where);
  await installMissing([pythonInstallation('report')]);
  const file = out ?? join(ROOT, 'out', where.env, 'report.html');
  const { words, exit } = await writeFilesReport(here, file);
  console.log(`${words}\nReport: ${relative(process.cwd(), file)}`);
  process.exitCode = exit;
}

/** What a command needs to find the same deployment. */
function of({ env }: Where): string {
  return env === 'local' ? '' : ` --env ${env}`;
}

async function look(where: Where, words: readonly string[]): Promise<void> {
  const { cloud, config } = await deployment(where);
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
