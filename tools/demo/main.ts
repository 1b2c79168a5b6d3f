import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../lib/config/load-config.ts';
import { down } from '../../packages/local-cloud/cloud.ts';
import { STATE_FOLDER } from '../operate/local-cloud.ts';
import { notedKeys } from '../operate/notes.ts';
import { ROOT } from '../project/paths.ts';
import { exitCodeOf, findingLines, judge, verdictOf } from '../report/verdict/judge.ts';
import { factsOf, writeReport } from './facts.ts';
import { runLines } from './lines.ts';
import { makeDemo, type Options, prepare, startCloud } from './prepare.ts';
import { Progress } from './progress.ts';
import { runDemo } from './run.ts';
import { deploy } from './steps/deploy.ts';
import { readBack } from './steps/deployed.ts';
import { proofLine, proveStacks } from './steps/proof.ts';

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
const SENTENCES = { kept: 'All as promised', broken: 'NOT as promised', unproven: 'Not all could be shown' };

async function main(given: Omit<Options, 'state'> & { readonly state?: string }): Promise<void> {
  // The truth of a small feed would not be that of a cloud that holds the whole.
  const options = { ...given, state: resolve(given.state ?? (given.small ? `${STATE_FOLDER}-small` : STATE_FOLDER)) };
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => stop.abort(new Error(`ended by ${signal}`)));
  try {
    process.exitCode = await runOnce(options, new Progress(stop.signal), stop.signal);
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

/** Exit code: 0 where every promise was kept, 1 where one is broken, 2 where one is not shown. */
async function runOnce(options: Options, progress: Progress, signal: AbortSignal): Promise<number> {
  const start = performance.now();
  const seconds = (): number => (performance.now() - start) / 1000;
  mkdirSync(options.out, { recursive: true });
  await prepare(progress, signal);
  const proveAdvice = 'npm run airlock -- proof';
  const proof = await progress.step('Prove that no way leads back to the plant', proveAdvice, proveStacks);
  const cloud = await startCloud(progress, options);
  // Not before: the certificates that it names are made by an installation.
  const { account, region } = loadConfig('local');
  await progress.step('Deploy with the CDK CLI', 'read the error above; npm run demo -- --fresh begins anew', (note) =>
    deploy(cloud, account, region, { signal, onLine: note }),
  );
  const deployed = await progress.step('Read every resource back from its service', SEE_STATUS, () =>
    readBack(cloud, signal),
  );
  const demo = await makeDemo(cloud, options, signal);
  const repeated = (await notedKeys(demo)).some((key) => key.includes('/run='));
  const seen = await runDemo(demo, progress);
  const circumstances = { proof, deployed, repeated, seconds: seconds(), steps: [...progress.steps] };
  const facts = await progress.step('Read what the report shows', SEE_STATUS, () => factsOf(demo, seen, circumstances));
  const judged = judge(facts);
  console.log(`\n${proofLine(proof)}\n\n${runLines(facts, deployed, seen.dataScientist)}`);
  console.log(`\nReport: ${relative(process.cwd(), writeReport(options.out, facts))}`);
  for (const line of findingLines(judged)) console.log(`FINDING  ${line}`);
  console.log(`\n${SENTENCES[verdictOf(judged)]} in ${seconds().toFixed(0)} s.`);
  return exitCodeOf(judged);
}

await program.parseAsync();
