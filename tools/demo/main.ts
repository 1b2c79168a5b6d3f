import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../lib/config/load-config.ts';
import { type Cloud, down, environmentFor } from '../../packages/local-cloud/cloud.ts';
import { STATE_FOLDER, up } from '../operate/local-cloud.ts';
import { requireHealthyMachine } from '../project/doctor.ts';
import { installations } from '../project/install.ts';
import { ROOT } from '../project/paths.ts';
import { clearCache } from '../project/python-environment.ts';
import { clientsOf, environmentOf } from '../trial/aws.ts';
import { trialTable } from '../trial/forbidden/airlock.ts';
import { plantCredentials } from '../trial/identities.ts';
import { ownerKeys } from '../trial/plan.ts';
import { tallyLines } from '../trial/tally.ts';
import type { Demo, Plant } from './demo.ts';
import { findingsOf } from './findings.ts';
import { Progress } from './progress.ts';
import { writeReport } from './report.ts';
import { type DemoResult, runDemo } from './run.ts';
import { streamRunOf } from './stages.ts';
import { accountingTable } from './steps/accounting.ts';
import { alarmLines } from './steps/alarms.ts';
import { catalogueTable } from './steps/catalogue.ts';
import { checkTypes, deploy, synthesize } from './steps/deploy.ts';
import { type DeployedSet, deployedLines, readBack } from './steps/deployed.ts';
import { notedKeys } from './steps/intake.ts';
import { proofLine, proveStacks } from './steps/proof.ts';
import { historyLines } from './steps/state-machine.ts';
import { streamLines } from './stream/lines.ts';

interface Options {
  readonly seed: string;
  readonly small?: true;
  readonly fresh?: true;
  readonly keep?: true;
  readonly state?: string;
  readonly out: string;
}

const program = new Command('demo')
  .description('a real plant file in through the airlock, gold out in pandas, on this machine alone')
  .option('--seed <number>', "seed of the plant's faults", '7')
  .option('--small', 'feed a small part of the data, into a local cloud of its own')
  .option('--fresh', 'begin with an empty local cloud')
  .option('--keep', 'let the local cloud run on at the end')
  .option('--state <folder>', 'where the local cloud keeps its state')
  .option('--out <folder>', 'where the demo writes', join(ROOT, 'out', 'demo'))
  .action(main);

const SEE_STATUS = 'npm run airlock -- local status';

async function main(given: Options): Promise<void> {
  // The truth of a small feed would not be that of a cloud that holds the whole.
  const options = { ...given, state: resolve(given.state ?? (given.small ? `${STATE_FOLDER}-small` : STATE_FOLDER)) };
  const start = performance.now();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  try {
    const fine = await runOnce(options, new Progress(stop.signal), stop.signal);
    console.log(
      `\n${fine ? 'All as promised' : 'NOT as promised'} in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
    );
    process.exitCode = fine ? 0 : 1;
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  } finally {
    if (options.keep && !stop.signal.aborted) {
      const where = options.state === STATE_FOLDER ? '' : ` --state ${relative(process.cwd(), options.state)}`;
      console.log(`The local cloud runs on. To end it: npm run airlock -- local down${where}`);
    } else await down(options.state);
  }
}

async function runOnce(
  options: Options & { state: string },
  progress: Progress,
  signal: AbortSignal,
): Promise<boolean> {
  const start = performance.now();
  mkdirSync(options.out, { recursive: true });
  await prepare(progress, signal);
  // Not before: the certificates that it names are made by an installation.
  const config = loadConfig('local');
  const proof = await progress.step(
    'Prove that no way leads back to the plant',
    'npm run airlock -- proof',
    proveStacks,
  );
  const cloud = await progress.step('Start the local cloud', 'read the end of .local/cloud/server.log', async () => {
    if (options.fresh) {
      await down(options.state);
      rmSync(options.state, { recursive: true, force: true });
    }
    return up(options.state);
  });
  await progress.step('Deploy with the CDK CLI', 'read the error above; npm run demo -- --fresh begins anew', (note) =>
    deploy(cloud, config.account, config.region, { signal, onLine: note }),
  );
  const deployed = await progress.step('Read every resource back from its service', SEE_STATUS, () =>
    readBack(cloud, signal),
  );
  const demo = await makeDemo(cloud, options, signal);
  const repeated = (await notedKeys(demo)).some((key) => key.includes('/run='));
  const result = await runDemo(demo, progress);
  const seconds = (performance.now() - start) / 1000;
  const page = await progress.step('Write the report', SEE_STATUS, () =>
    writeReport(demo, result, progress, { proof, deployed, repeated, seconds }),
  );
  const findings = findingsOf(result, { proof, deployed, repeated });
  console.log(`\n${proofLine(proof)}`);
  print(result, deployed);
  console.log(`\nReport: ${relative(process.cwd(), page)}`);
  for (const finding of findings) console.log(`FINDING  ${finding}`);
  return findings.length === 0;
}

function print(result: DemoResult, deployed: DeployedSet): void {
  console.log(`\n${deployedLines(deployed)}`);
  console.log(`\n${[...tallyLines(result.tallies), trialTable(result.trials)].join('\n')}`);
  console.log(`\n${result.streams.map((each) => streamLines(streamRunOf(each))).join('\n')}`);
  console.log(`\nState machine:\n${historyLines(result.machine)}`);
  console.log(`\nCatalogue:\n${catalogueTable(result.catalogue)}`);
  console.log(`\n${alarmLines(result.alarms)}`);
  console.log(`\n${accountingTable(result.accounts)}`);
  console.log(`\nThe data scientist's line:\n${result.dataScientist.trim()}`);
  for (const { dataset, cells, fine } of result.comparisons) {
    console.log(
      `${dataset}: ${cells.toLocaleString('en')} cells, ${fine ? 'equal to the truth' : 'NOT equal to the truth'}`,
    );
  }
}

async function prepare(progress: Progress, signal: AbortSignal): Promise<void> {
  await progress.step('Look at the machine', 'npm run airlock -- doctor', requireHealthyMachine);
  for (const installation of installations().filter((each) => !each.isDone())) {
    await progress.step(`Install: ${installation.title}`, 'check the network, then run the demo again', () =>
      installation.install(signal),
    );
  }
  clearCache();
  await progress.step('Check the types', 'npm run check', () => checkTypes(signal));
  await progress.step('Synthesize and validate the stacks', 'npx cdk synth -c env=local', () => synthesize(signal));
}

async function makeDemo(cloud: Cloud, { seed, small, out }: Options, signal: AbortSignal): Promise<Demo> {
  const config = loadConfig('local');
  const deployer = clientsOf(cloud, config.region, ownerKeys(cloud));
  const plants: Plant[] = [];
  for (const { id: site, feeders } of config.sites) {
    for (const feeder of feeders) {
      const credentials = await plantCredentials({ deployer, cloud, config }, site, feeder);
      plants.push({ site, feeder, credentials, clients: clientsOf(cloud, config.region, credentials) });
    }
  }
  return {
    config,
    cloud,
    deployer,
    plants,
    signal,
    out,
    seed: Number(seed),
    small: small ?? false,
    runPrefix: `demo-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`,
    environmentOf: (credentials) => environmentOf(environmentFor(cloud), credentials),
  };
}

await program.parseAsync();
