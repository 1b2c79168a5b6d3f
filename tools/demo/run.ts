import { setTimeout as sleep } from 'node:timers/promises';
import { runMachine } from '../operate/executions.ts';
import type { MachineRun, SenderRun, StreamRun } from '../report/stage-data.ts';
import { planOf } from '../trial/plan.ts';
import { tryPlan } from '../trial/try.ts';
import type { Demo } from './demo.ts';
import type { Seen } from './facts.ts';
import { type Progress, SEE_JOB, SEE_LOGS } from './progress.ts';
import { type Sender, startSenders } from './sender/sender.ts';
import { readAccounting, readStreamed, sitesOf } from './steps/accounting.ts';
import { readAlarms } from './steps/alarms.ts';
import { readCatalogue } from './steps/catalogue.ts';
import { feedLate, feedMain } from './steps/feeding.ts';
import { holdAgainstTruth, readAsDataScientist, readGold, runFirstNotebook, secondsToGold } from './steps/gold.ts';
import { expectedOf } from './steps/plant.ts';
import { named } from './steps/wanted-alarms.ts';
import { feedStream, type StreamFeed, type StreamPlan, streamPlans } from './stream/stream.ts';
import { streamRunOf } from './stream/stream-run.ts';

/** Feeds, streams, cleans, accounts, tries the airlock, reads gold and holds it against the truth. */
export async function runDemo(demo: Demo, progress: Progress): Promise<Seen> {
  const senders = await progress.step('Start PI Web API and the sender beside it', SEE_LOGS, () => startSenders(demo));
  try {
    return await runAll(demo, progress, senders);
  } finally {
    for (const sender of senders) sender.end();
  }
}

async function runAll(demo: Demo, progress: Progress, senders: readonly Sender[]): Promise<Seen> {
  const { landed, swept } = await feedMain(demo, progress, senders);
  const plans = await streamPlans(demo);
  const once = await stream(demo, progress, 'Stream the last part through the airlock', plans, 'once');
  const machine = [await start(demo, progress, 'Clean, build gold, crawl')];
  const toGold = await Promise.all(once.map((feed) => secondsToGold(demo, feed)));
  const afterOnce = await readStreamed(demo);
  // What is sent again is the newest report of its moments, until the sender tells what PI's archive has.
  const again = await stream(demo, progress, 'Send a batch of the stream again', plans, 'again');
  const late = await feedLate(demo, progress, senders, landed);
  machine.push(await start(demo, progress, 'Clean, build gold, crawl: what came late and what came again'));
  machine.push(await start(demo, progress, 'Start once more, with nothing new', true));
  const afterAgain = await readStreamed(demo);
  const streams = once.map(
    (feed, index): StreamRun =>
      streamRunOf({
        once: feed,
        toGoldSeconds: toGold[index] ?? null,
        again: found(again[index], feed.site),
        afterOnce: found(afterOnce[feed.site], feed.site),
        afterAgain: found(afterAgain[feed.site], feed.site),
      }),
  );
  const seen = await inspect(demo, progress, senders);
  const files = [...landed, ...late];
  return {
    ...seen,
    machine,
    streams,
    sweep: { dropped: 1, found: swept },
    landed: {
      objects: files.length,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      records: [...once, ...again].reduce((sum, { records }) => sum + records.length, 0),
    },
  };
}

function stream(
  demo: Demo,
  progress: Progress,
  title: string,
  plans: readonly StreamPlan[],
  part: 'once' | 'again',
): Promise<StreamFeed[]> {
  return progress.step(title, SEE_LOGS, (note) =>
    Promise.all(
      plans.map((plan) =>
        feedStream(demo, plan.plant, plan[part], (count) => note(`${count} of ${plan[part].length} records put`)),
      ),
    ),
  );
}

/** S3 tells times in whole seconds: an object of the second in which a run begins looks new to the next. */
const CLOCK_STEP_MS = 1000;

function start(demo: Demo, progress: Progress, title: string, nothingNew = false): Promise<MachineRun> {
  return progress.step(title, SEE_JOB, async (note) => {
    await sleep(CLOCK_STEP_MS, undefined, { signal: demo.signal });
    return { ...(await runMachine(demo, {}, note)), nothingNew };
  });
}

/** All that is read and tried once the data is in. */
async function inspect(
  demo: Demo,
  progress: Progress,
  senders: readonly Sender[],
): Promise<Omit<Seen, 'landed' | 'sweep' | 'machine' | 'streams'>> {
  const { cloud, config, plants, runPrefix, signal } = demo;
  const trials = await progress.step("Try the airlock with the plants' own credentials", SEE_LOGS, (note) =>
    tryPlan(cloud, planOf(cloud, config, plants, runPrefix), { signal, onLine: note }),
  );
  const accounts = await progress.step('Read the accounting', SEE_JOB, () => readAccounting(demo));
  const catalogue = await progress.step('Read the catalogue', SEE_JOB, () => readCatalogue(demo));
  const dataScientist = await progress.step('Read gold with the one line', SEE_LOGS, () => readAsDataScientist(demo));
  const expected = await progress.step('Compute the truth from the source', SEE_JOB, () => expectedOf(demo));
  const { gold, comparisons } = await progress.step('Hold gold against the truth', SEE_JOB, async () => {
    const gold = await readGold(demo);
    return { gold, comparisons: await holdAgainstTruth(demo, gold) };
  });
  const notebook = await progress.step('Run the first notebook', SEE_LOGS, () => runFirstNotebook(demo));
  const totals = Object.fromEntries(Object.entries(expected).map(([site, each]) => [site, each.totals]));
  const senderRuns = await Promise.all(
    senders.map(async ({ site, status }): Promise<SenderRun> => {
      return { site, status: await status(), wanted: found(expected[site]?.told, site) };
    }),
  );
  const sites = sitesOf(accounts, totals);
  return {
    trials,
    sites,
    senders: senderRuns,
    catalogue,
    alarms: named(await readAlarms(demo), config, expected),
    gold,
    comparisons,
    dataScientist,
    notebook,
  };
}

function found<T>(value: T | null | undefined, site: string): T {
  if (value === undefined || value === null)
    throw new Error(`${site}: got nothing of its readings, wanted what became of them`);
  return value;
}
