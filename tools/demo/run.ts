import { join } from 'node:path';
import { pipelineName } from '../../lib/contract.ts';
import { dropNextEvent } from '../local/cloud.ts';
import type { Comparison, SiteAccount } from '../report/data.ts';
import { readAccounting } from './accounting.ts';
import type { Demo } from './demo.ts';
import { runJob } from './glue-run.ts';
import { type GoldReading, readAsDataScientist, readGold } from './gold.ts';
import { sweep, waitForNotes } from './intake.ts';
import { compareWithTruth, expectedTotals, feed, type Part, type Totals, writeTruth } from './plant.ts';
import type { Progress } from './progress.ts';
import { tryAirlock } from './trial/airlock.ts';
import type { Trial } from './trial/trial.ts';

/** What a run of the demo saw. */
export interface DemoResult {
  readonly accounts: Record<string, SiteAccount>;
  readonly expected: Record<string, Totals>;
  readonly trials: readonly Trial[];
  readonly gold: readonly GoldReading[];
  readonly comparisons: readonly Comparison[];
  /** What examples/read_gold.py printed. */
  readonly dataScientist: string;
  /** Versions that the sweep found without a note; one event is dropped on purpose. */
  readonly swept: number;
}

const SEE_LOGS = 'read the end of .local/cloud/server.log, then run the demo again: what is done stays done';
const SEE_JOB = "read the run's log in .local/cloud/glue/, then run the demo again: cleaning is repeatable";

/** Feeds, cleans, accounts, tries the airlock, reads gold and holds it against the truth. */
export async function runDemo(demo: Demo, progress: Progress): Promise<DemoResult> {
  const fed = await feedPart(demo, progress, 'main', 1);
  const swept = await progress.step(
    'Sweep: find the version whose event was dropped on purpose',
    SEE_LOGS,
    async (note) => {
      const { requeued } = await sweep(demo.deployer.lambda);
      await waitForNotes(demo, fed, (count) => note(`${count} of ${fed} objects`));
      return requeued;
    },
  );
  await job(demo, progress, 'Clean', 'bronze-to-silver');
  await feedPart(demo, progress, 'late', 0, fed);
  await job(demo, progress, 'Clean again, with the late files', 'bronze-to-silver');
  await job(demo, progress, 'Build gold', 'silver-to-gold');
  const trials = await progress.step("Try the airlock with the plants' own credentials", SEE_LOGS, (note) =>
    tryAirlock(demo, ({ verb, target, observed }) => note(`${verb} on ${target}: ${observed}`)),
  );
  const accounts = await progress.step('Read the accounting', SEE_JOB, () => readAccounting(demo));
  const dataScientist = await progress.step('Read gold with the one line', SEE_LOGS, () => readAsDataScientist(demo));
  const truth = join(demo.out, 'truth');
  const expected = await progress.step('Compute the truth from the source', SEE_JOB, async () => {
    await writeTruth(demo, truth);
    return expectedTotals(demo);
  });
  const { gold, comparisons } = await progress.step('Hold gold against the truth', SEE_JOB, () => compare(demo, truth));
  return { accounts, expected, trials, gold, comparisons, dataScientist, swept };
}

/** Feeds one part of both sites and waits until the intake has noted all but the `dropped` ones; how many were put so far. */
async function feedPart(demo: Demo, progress: Progress, part: Part, dropped: number, before = 0): Promise<number> {
  const title = part === 'main' ? 'Feed both sites through the airlock' : 'Feed the late files';
  return progress.step(title, SEE_LOGS, async (note) => {
    const { landing } = demo.config.buckets;
    if (dropped > 0) dropNextEvent(`${landing}/site=${demo.config.sites[0]?.id}`, demo.cloud.stateFolder);
    let count = before;
    const counted = (): void => {
      count += 1;
      note(`${count} objects put`);
    };
    await Promise.all(demo.config.sites.map(({ id }) => feed(demo, id, part, counted)));
    if (count === before) throw new Error(`${part}: got no object, wanted some`);
    await waitForNotes(demo, count - dropped, (noted) => note(`${noted} of ${count} objects taken in`));
    return count;
  });
}

async function job(
  demo: Demo,
  progress: Progress,
  title: string,
  name: 'bronze-to-silver' | 'silver-to-gold',
): Promise<void> {
  await progress.step(title, SEE_JOB, (note) =>
    runJob(demo.deployer.glue, pipelineName(demo.config, name), demo.signal, note),
  );
}

async function compare(demo: Demo, truth: string): Promise<Pick<DemoResult, 'gold' | 'comparisons'>> {
  const gold = await readGold(demo);
  const comparisons: Comparison[] = [];
  for (const { dataset, file } of gold) comparisons.push(await compareWithTruth(demo, dataset, truth, file));
  return { gold, comparisons };
}
