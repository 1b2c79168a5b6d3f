import { z } from 'zod';
import { environmentFor } from '../../../packages/local-cloud/cloud.ts';
import { runModule } from '../../project/run.ts';
import {
  type DatasetTrends,
  datasetTrends,
  type ExpectedTotals,
  expectedTotals,
  type ReportData,
  type Site,
  type SiteAccount,
  siteAccount,
  siteSums,
  type TagQuality,
  tagQualities,
} from '../../report/data.ts';
import { isClosed } from '../../report/verdict/accounts.ts';
import type { Demo } from '../demo.ts';

/** Sums of the ledger over all runs, of each site; what a trial put under other names has no cells. */
export async function readHistory(demo: Demo): Promise<ReportData['history']> {
  const words = ['accounting', '--silver', `s3://${demo.config.buckets.silver}`];
  const all = await replica(demo, z.record(z.string(), siteSums), words);
  const ids = new Set(demo.config.sites.map(({ id }) => id));
  return Object.fromEntries(Object.entries(all).filter(([site]) => ids.has(site)));
}

/** Reads the ledger of this run's objects, site by site, as a data engineer would. */
export async function readAccounting(demo: Demo): Promise<Record<string, SiteAccount>> {
  const { silver } = demo.config.buckets;
  const since = demo.startedAt.toISOString().replace('Z', '+00:00');
  const words = ['accounting', '--silver', `s3://${silver}`, '--since', since];
  return replica(demo, z.record(z.string(), siteAccount), words);
}

const streamed = z.object({
  silver: z.number(),
  quarantined: z.array(z.object({ reason: z.string(), raw: z.string().nullable(), object: z.string() })),
});

/** Rows of silver that came by stream, and records of it that have no place. */
export type Streamed = z.infer<typeof streamed>;

/** Fate of streamed records so far, by site. */
export async function readStreamed(demo: Demo): Promise<Record<string, Streamed>> {
  const words = ['streamed', '--silver', `s3://${demo.config.buckets.silver}`];
  return replica(demo, z.record(z.string(), streamed), words);
}

/** How good each tag is, over all runs. */
export async function readQuality(demo: Demo): Promise<TagQuality[]> {
  return replica(demo, tagQualities, ['quality', '--silver', `s3://${demo.config.buckets.silver}`]);
}

/** Every tag of a dataset; the points of each go into a file in `points`. */
export async function readTrends(demo: Demo, dataset: string, points: string): Promise<DatasetTrends> {
  const { silver, gold } = demo.config.buckets;
  const places = ['--silver', `s3://${silver}`, '--gold', `s3://${gold}`, '--out', points];
  return replica(demo, datasetTrends, ['trends', ...places, '--dataset', dataset]);
}

/** Asks the reader of the replica's tables as the account's owner. */
async function replica<T>(demo: Demo, answer: z.ZodType<T>, words: readonly string[]): Promise<T> {
  const options = { env: environmentFor(demo.cloud), signal: demo.signal };
  return answer.parse(JSON.parse(await runModule('report', 'replica_figures', words, options)));
}

/** Of a site that the ledger does not know. */
const NOTHING: SiteAccount = {
  ...{ cells_in: 0, silver_good: 0, silver_bad: 0, quarantined: 0, exact_duplicates: 0 },
  ...{ closes: true, reasons: {}, objects: {}, by_object: [] },
};
const NOTHING_EXPECTED = expectedTotals.parse({ cells_in: 0, good: 0, bad: 0, quarantined: 0, duplicates: 0 });

/** The ledger of each site beside what the plant expects of it; who is missing in one of them counts nothing there. */
export function sitesOf(
  accounts: Readonly<Record<string, SiteAccount>>,
  expected: Readonly<Record<string, ExpectedTotals>>,
): Record<string, Site> {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(accounts)])];
  return Object.fromEntries(
    names.map((site) => [site, { ...(accounts[site] ?? NOTHING), expected: expected[site] ?? NOTHING_EXPECTED }]),
  );
}

/** The accounting as a table for people. */
export function accountingTable(sites: Readonly<Record<string, Site>>): string {
  const rows = Object.entries(sites).map(([site, account]) => {
    const sum = [account.silver_good, account.silver_bad, account.quarantined, account.exact_duplicates];
    const reasons = Object.entries(account.reasons)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason} ${count.toLocaleString('en')}`);
    const [good, bad, quarantined, duplicates] = sum.map((count) => count.toLocaleString('en'));
    return [
      `${site}: ${account.cells_in.toLocaleString('en')} cells in = ${good} good + ${bad} bad with a reason`,
      ` + ${quarantined} quarantined + ${duplicates} exact duplicates: ${isClosed(account) ? 'closes' : 'DOES NOT CLOSE'}`,
      `\n  objects: ${Object.entries(account.objects)
        .map(([outcome, n]) => `${n} ${outcome}`)
        .join(', ')}`,
      `\n  reasons: ${reasons.join(', ') || 'none'}`,
    ].join('');
  });
  return rows.join('\n');
}
