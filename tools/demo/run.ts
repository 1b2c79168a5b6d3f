import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Comparison, SiteAccount } from '../report/data.ts';
import { type Tried, tryAirlock } from '../trial/forbidden/airlock.ts';
import type { Demo } from './demo.ts';
import { type Progress, SEE_JOB, SEE_LOGS } from './progress.ts';
import { readAccounting, readStreamed, type Streamed } from './steps/accounting.ts';
import { readAlarms, type SeenAlarm } from './steps/alarms.ts';
import { type CatalogueTable, readCatalogue } from './steps/catalogue.ts';
import { feedLate, feedMain } from './steps/feeding.ts';
import { type GoldReading, readAsDataScientist, readGold, secondsToGold } from './steps/gold.ts';
import { compareWithTruth, expectedTotals, type FedObject, type Totals, writeTruth } from './steps/plant.ts';
import { type MachineRun, runMachine } from './steps/state-machine.ts';
import { feedStream, type StreamFeed, type StreamPlan, streamPlans } from './stream/stream.ts';

/** What a run of the demo saw. */
export interface DemoResult extends Tried {
  readonly accounts: Record<string, SiteAccount>;
  readonly expected: Record<string, Totals>;
  readonly landed: readonly FedObject[];
  readonly streams: readonly StreamResult[];
  readonly machine: readonly MachineRun[];
  readonly catalogue: readonly CatalogueTable[];
  readonly alarms: readonly SeenAlarm[];
  readonly gold: readonly GoldReading[];
  readonly comparisons: readonly Comparison[];
  /** What examples/read_gold.py printed. */
  readonly dataScientist: string;
  /** Versions that the sweep found without a note; one event is dropped on purpose. */
  readonly swept: number;
}

/** A site's stream: each record once, one batch again, and what silver and quarantine held of streamed records after each. */
export interface StreamResult {
  readonly once: StreamFeed;
  /** Seconds from the first record put until gold was replaced, null where gold had it all before. */
  readonly toGoldSeconds: number | null;
  readonly again: StreamFeed;
  readonly afterOnce: Streamed;
  readonly afterAgain: Streamed;
}

/** Feeds, streams, cleans, accounts, tries the airlock, reads gold and holds it against the truth. */
export async function runDemo(demo: Demo, progress: Progress): Promise<DemoResult> {
  const { landed, swept } = await feedMain(demo, progress);
  const plans = await streamPlans(demo);
  const once = await stream(demo, progress, 'Stream the last part through the airlock', plans, 'once');
  const machine = [await start(demo, progress, 'Clean, build gold, crawl')];
  const toGold = await Promise.all(once.map((feed) => secondsToGold(demo, feed)));
  const afterOnce = await readStreamed(demo);
  const late = await feedLate(demo, progress, landed);
  const again = await stream(demo, progress, 'Send a batch of the stream again', plans, 'again');
  machine.push(await start(demo, progress, 'Clean, build gold, crawl: what came late and what came again'));
  machine.push(await start(demo, progress, 'Start once more, with nothing new'));
  const afterAgain = await readStreamed(demo);
  const streams = once.map((feed, index) => ({
    once: feed,
    toGoldSeconds: toGold[index] ?? null,
    again: found(again[index], feed.site),
    afterOnce: found(afterOnce[feed.site], feed.site),
    afterAgain: found(afterAgain[feed.site], feed.site),
  }));
  return { landed: [...landed, ...late], swept, machine, streams, ...(await inspect(demo, progress, once)) };
}

function stream(
  demo: Demo,
  progress: Progress,
  title: string,
  plans: readonly StreamPlan[],
  part: 'once' | 'again',
): Promise<StreamFeed[]> {
  return progress.step(title, SEE_LOGS, (note) =>
    Promise.all(plans.map((plan) => feedStream(demo, plan.plant, plan[part], (count) => note(`${count} records put`)))),
  );
}

/** S3 tells times in whole seconds: an object of the second in which a run begins looks new to the next. */
const CLOCK_STEP_MS = 1000;

function start(demo: Demo, progress: Progress, title: string): Promise<MachineRun> {
  return progress.step(title, SEE_JOB, async (note) => {
    await sleep(CLOCK_STEP_MS, undefined, { signal: demo.signal });
    return runMachine(demo, {}, note);
  });
}

/** All that is read and tried once the data is in. */
async function inspect(
  demo: Demo,
  progress: Progress,
  streams: readonly StreamFeed[],
): Promise<Omit<DemoResult, 'landed' | 'swept' | 'machine' | 'streams'>> {
  const tried = await progress.step("Try the airlock with the plants' own credentials", SEE_LOGS, (note) =>
    tryAirlock(demo, streams, ({ verb, target, observed }) => note(`${verb} on ${target}: ${observed}`)),
  );
  const since = new Date(Math.min(Date.now(), ...streams.map(({ startedAt }) => startedAt.getTime())));
  const accounts = await progress.step('Read the accounting', SEE_JOB, () => readAccounting(demo, since));
  const catalogue = await progress.step('Read the catalogue', SEE_JOB, () => readCatalogue(demo));
  const dataScientist = await progress.step('Read gold with the one line', SEE_LOGS, () => readAsDataScientist(demo));
  const truth = join(demo.out, 'truth');
  const expected = await progress.step('Compute the truth from the source', SEE_JOB, async () => {
    await writeTruth(demo, truth);
    return expectedTotals(demo);
  });
  const { gold, comparisons } = await progress.step('Hold gold against the truth', SEE_JOB, () => compare(demo, truth));
  const alarms = await readAlarms(demo);
  return { accounts, expected, catalogue, alarms, ...tried, gold, comparisons, dataScientist };
}

async function compare(demo: Demo, truth: string): Promise<Pick<DemoResult, 'gold' | 'comparisons'>> {
  const gold = await readGold(demo);
  const comparisons: Comparison[] = [];
  for (const { dataset, file } of gold) comparisons.push(await compareWithTruth(demo, dataset, truth, file));
  return { gold, comparisons };
}

function found<T>(value: T | undefined, site: string): T {
  if (value === undefined) throw new Error(`${site}: got nothing of its stream, wanted what became of its records`);
  return value;
}
