import { join } from 'node:path';
import { pipelineName } from '../../lib/contract.ts';
import { dropNextEvent } from '../local/cloud.ts';
import { differences, readAccounting, type SiteAccount } from './accounting.ts';
import type { Demo } from './demo.ts';
import { runJob } from './glue-run.ts';
import { fetchGold, type GoldReading, readAsDataScientist } from './gold.ts';
import { sweep, waitForNotes } from './intake.ts';
import { type Comparison, compareWithTruth, expectedTotals, feed, type Part, writeTruth } from './plant.ts';
import type { Progress } from './progress.ts';
import { tryAirlock } from './trial/airlock.ts';
import { isProven, type Trial } from './trial/trial.ts';

/** What a run of the demo found; every failed expectation stands in `findings`. */
export interface DemoResult {
  readonly accounts: Record<string, SiteAccount>;
  readonly expected: Record<string, Record<string, number>>;
  readonly trials: readonly Trial[];
  readonly gold: readonly GoldReading[];
  readonly comparisons: readonly Comparison[];
  readonly dataScientist: string;
  readonly swept: number;
  readonly findings: readonly string[];
}

const SEE_LOGS = 'read the end of .local/cloud/server.log, then run the demo again: what is done stays done';
const SEE_JOB = "read the run's log in .local/cloud/glue/, then run the demo again: cleaning is repeatable";

/** Feeds, cleans, accounts, tries the airlock, reads gold and holds it against the truth. */
export async function runDemo(demo: Demo, progress: Progress, repeated: boolean): Promise<DemoResult> {
  const fed = await feedPart(demo, progress, 'main', 1);
  const swept = await progress.step(
    'Sweep finds the version whose event was dropped on purpose',
    SEE_LOGS,
    async (note) => {
      const { requeued } = await sweep(demo.deployer.lambda);
      await waitForNotes(demo, fed, (count) => note(`${count} of ${fed} objects`));
      return requeued;
    },
  );
  await job(demo, progress, 'Clean', 'bronze-to-silver');
  const late = await feedPart(demo, progress, 'late', 0, fed);
  await job(demo, progress, 'Clean again, with the late files', 'bronze-to-silver');
  await job(demo, progress, 'Build gold', 'silver-to-gold');

  const truthFolder = join(demo.out, 'truth');
  const accounts = await progress.step('Read the accounting', SEE_JOB, () => readAccounting(demo));
  const expected = await progress.step('Compute the truth from the source', SEE_JOB, async () => {
    await writeTruth(demo, truthFolder);
    return expectedTotals(demo);
  });
  const trials = await progress.step("Try the airlock with the plants' own credentials", SEE_LOGS, (note) =>
    tryAirlock(demo, ({ verb, target, observed }) => note(`${verb} on ${target}: ${observed}`)),
  );
  const { dataScientist, gold, comparisons } = await readGold(demo, progress, truthFolder);
  const findings = [
    ...(swept === 1 ? [] : [`sweep: got ${swept} lost events, wanted 1`]),
    ...Object.keys(expected).flatMap((site) => accountFindings(site, accounts, expected, repeated)),
    ...trials
      .filter((trial) => !isProven(trial))
      .map((t) => `airlock: ${t.identity}: ${t.verb} on ${t.target}: ${t.observed}`),
    ...comparisons.filter(({ fine }) => !fine).map(({ dataset }) => `gold: ${dataset} differs from the truth`),
  ];
  return {
    accounts,
    expected,
    trials,
    gold,
    comparisons,
    dataScientist,
    swept,
    findings: late > 0 ? findings : [...findings, 'no late file was fed'],
  };
}

async function feedPart(demo: Demo, progress: Progress, part: Part, dropped: number, before = 0): Promise<number> {
  const title = part === 'main' ? 'Feed both sites through the airlock' : 'Feed the late files';
  return progress.step(title, SEE_LOGS, async (note) => {
    if (dropped > 0)
      dropNextEvent(`${demo.config.buckets.landing}/site=${demo.config.sites[0]?.id}`, demo.cloud.stateFolder);
    let count = before;
    const counted = (): void => {
      count += 1;
      note(`${count} objects put`);
    };
    await Promise.all(demo.config.sites.map(({ id }) => feed(demo, id, part, counted)));
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

async function readGold(
  demo: Demo,
  progress: Progress,
  truth: string,
): Promise<Pick<DemoResult, 'dataScientist' | 'gold' | 'comparisons'>> {
  const dataScientist = await progress.step('Read gold with the one line, as a data scientist', SEE_LOGS, () =>
    readAsDataScientist(demo),
  );
  return progress.step('Hold gold against the truth', SEE_JOB, async (note) => {
    const gold: GoldReading[] = [];
    const comparisons: Comparison[] = [];
    for (const { name } of demo.config.datasets) {
      note(name);
      const reading = await fetchGold(demo, name);
      gold.push(reading);
      comparisons.push(await compareWithTruth(demo, name, truth, reading.file));
    }
    return { dataScientist, gold, comparisons };
  });
}

function accountFindings(
  site: string,
  accounts: Record<string, SiteAccount>,
  expected: Record<string, Record<string, number>>,
  repeated: boolean,
): string[] {
  const account = accounts[site];
  if (account === undefined) return [`accounting: ${site} has none`];
  const open = account.closes ? [] : [`accounting: ${site} does not close`];
  return [...open, ...differences(account, expected[site] ?? {}, repeated).map((d) => `accounting: ${site}: ${d}`)];
}
