import { z } from 'zod';
import { environmentFor } from '../../../packages/local-cloud/cloud.ts';
import { python } from '../../project/paths.ts';
import { run } from '../../project/run.ts';
import { type DatasetTrends, datasetTrends, type SiteAccount, siteAccount } from '../../report/data.ts';
import type { Demo } from '../demo.ts';
import type { Totals } from './plant.ts';

/** Reads the ledger of this run's objects, site by site, as a data engineer would: its files, and what was streamed since. */
export async function readAccounting(demo: Demo, streamedSince: Date): Promise<Record<string, SiteAccount>> {
  const { silver } = demo.config.buckets;
  const since = ['--streamed-since', streamedSince.toISOString().replace('Z', '+00:00')];
  const words = ['accounting', '--silver', `s3://${silver}`, '--run-prefix', demo.runPrefix, ...since];
  return z.record(z.string(), siteAccount).parse(JSON.parse(await replica(demo, words)));
}

const streamed = z.object({
  silver: z.number(),
  quarantined: z.array(z.object({ reason: z.string(), raw: z.string().nullable(), object: z.string() })),
});

/** Rows of silver that came by stream, and records of it that have no place. */
export type Streamed = z.infer<typeof streamed>;

/** What became of streamed records so far, by site. */
export async function readStreamed(demo: Demo): Promise<Record<string, Streamed>> {
  const words = ['streamed', '--silver', `s3://${demo.config.buckets.silver}`];
  return z.record(z.string(), streamed).parse(JSON.parse(await replica(demo, words)));
}

/** Readings and gold of the tags of a dataset that are most worth a look. */
export async function readTrends(demo: Demo, dataset: string): Promise<DatasetTrends> {
  const { silver, gold } = demo.config.buckets;
  const words = ['trends', '--silver', `s3://${silver}`, '--gold', `s3://${gold}`, '--dataset', dataset];
  return datasetTrends.parse(JSON.parse(await replica(demo, words)));
}

/** Runs the reader of the replica's tables as the account's owner. */
function replica(demo: Demo, words: readonly string[]): Promise<string> {
  const env = environmentFor(demo.cloud);
  return run(python('report'), ['-m', 'replica_figures', ...words], { env, signal: demo.signal });
}

/**
 * What differs between a site's ledger and what the plant's own code expects of it. In a repetition every cell that silver
 * already holds is an exact duplicate, so that only the sum over the three is given.
 */
export function differences(got: SiteAccount, wanted: Totals, repeated: boolean): string[] {
  const { good, bad, duplicates } = wanted;
  const pairs: [string, number, number][] = [
    ['cells in', got.cells_in, wanted.cells_in],
    ['quarantined', got.quarantined, wanted.quarantined],
    ['refused objects', got.objects.refused ?? 0, wanted.refused],
    ['unreadable objects', got.objects.unreadable ?? 0, wanted.unreadable],
    ['good + bad + duplicates', got.silver_good + got.silver_bad + got.exact_duplicates, good + bad + duplicates],
  ];
  if (!repeated) {
    pairs.push(['good', got.silver_good, good], ['bad', got.silver_bad, bad]);
    pairs.push(['exact duplicates', got.exact_duplicates, duplicates]);
  }
  return pairs.filter(([, g, w]) => g !== w).map(([name, g, w]) => `${name}: got ${g}, wanted ${w}`);
}

/** The accounting as a table for people. */
export function accountingTable(accounts: Record<string, SiteAccount>): string {
  const rows = Object.entries(accounts).map(([site, account]) => {
    const sum = [account.silver_good, account.silver_bad, account.quarantined, account.exact_duplicates];
    const reasons = Object.entries(account.reasons)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason} ${count.toLocaleString('en')}`);
    const [good, bad, quarantined, duplicates] = sum.map((count) => count.toLocaleString('en'));
    return [
      `${site}: ${account.cells_in.toLocaleString('en')} cells in = ${good} good + ${bad} bad with a reason`,
      ` + ${quarantined} quarantined + ${duplicates} exact duplicates: ${account.closes ? 'closes' : 'DOES NOT CLOSE'}`,
      `\n  objects: ${Object.entries(account.objects)
        .map(([outcome, n]) => `${n} ${outcome}`)
        .join(', ')}`,
      `\n  reasons: ${reasons.join(', ') || 'none'}`,
    ].join('');
  });
  return rows.join('\n');
}
