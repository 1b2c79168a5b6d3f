import { mkdirSync } from 'node:fs';
import { relative } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { down } from '../../packages/local-cloud/cloud.ts';
import { notedKeys } from '../operate/notes.ts';
import { exitCodeOf, judge } from '../report/verdict/judge.ts';
import { writeReport } from '../report/write-report.ts';
import { ending } from './ending.ts';
import { factsOf } from './facts.ts';
import { runLines } from './lines.ts';
import { type Options, optionsOf } from './options.mjs';
import { pastOf } from './past.ts';
import { makeDemo, prepare, startCloud } from './prepare.ts';
import { Progress } from './progress.ts';
import { runDemo } from './run.ts';
import { deploy } from './steps/deploy.ts';
import { readBack } from './steps/deployed.ts';
import { proofLine, proveStacks } from './steps/proof.ts';
import { Stop } from './stop.ts';

const SEE_STATUS = 'npm run airlock -- local status';

async function main(options: Options): Promise<number> {
  const stop = new Stop();
  const progress = new Progress(stop.signal, pastOf(options.state, options));
  let code = 2;
  try {
    code = await runOnce(options, progress, stop.signal);
  } catch (error) {
    if (!stop.isAsked) console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  }
  await leave(options, stop);
  if (!stop.isAsked) return code;
  console.error(`\n${stop.words(progress)}`);
  return stop.code;
}

/** Leaves the local cloud as it was asked for; one that is stopped halfway ends. */
async function leave({ keep, state }: Options, stop: Stop): Promise<void> {
  if (keep && !stop.isAsked)
    console.log(
      `The local cloud runs on. To end it: npm run airlock -- local down --state ${relative(process.cwd(), state)}`,
    );
  else await down(state);
}

/** Exit code: 0 where every promise was kept, 1 where one is broken, 2 where one is not shown. */
async function runOnce(options: Options, progress: Progress, signal: AbortSignal): Promise<number> {
  const start = performance.now();
  mkdirSync(options.out, { recursive: true });
  await prepare(progress, signal);
  const proveAdvice = 'npm run airlock -- proof';
  const proof = await progress.step('Prove that no way leads back to the plant', proveAdvice, () =>
    proveStacks(signal),
  );
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
  const seconds = (performance.now() - start) / 1000;
  const circumstances = { proof, deployed, repeated, seconds, steps: [...progress.steps] };
  const facts = await progress.step('Read what the report shows', SEE_STATUS, () => factsOf(demo, seen, circumstances));
  const judged = judge(facts);
  if (options.verbose) console.log(`\n${proofLine(proof)}\n\n${runLines(facts, deployed, seen.dataScientist)}`);
  console.log(`\n${ending(facts, judged, writeReport(options.out, facts))}`);
  return exitCodeOf(judged);
}

// A proof that is stopped halfway has no end of its own.
process.exit(await main(optionsOf(process.argv.slice(2))));
