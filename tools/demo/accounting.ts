import { join } from 'node:path';
import { z } from 'zod';
import { environmentFor } from '../local/cloud.ts';
import { python, ROOT } from '../setup/paths.ts';
import { run } from '../setup/run.ts';
import type { Demo } from './demo.ts';

const siteAccount = z.object({
  objects: z.record(z.string(), z.number()),
  cells_in: z.number(),
  silver_good: z.number(),
  silver_bad: z.number(),
  quarantined: z.number(),
  exact_duplicates: z.number(),
  closes: z.boolean(),
  reasons: z.record(z.string(), z.number()),
});

/** What the ledger says of one site's objects of a run. */
export type SiteAccount = z.infer<typeof siteAccount>;

/** Reads the ledger of this run's objects, site by site, as a data engineer would. */
export async function readAccounting(demo: Demo): Promise<Record<string, SiteAccount>> {
  const { silver } = demo.config.buckets;
  const words = ['accounting', '--silver', `s3://${silver}`, '--run-prefix', demo.runPrefix];
  return z.record(z.string(), siteAccount).parse(JSON.parse(await replica(demo, words)));
}

/** Runs the reader of the replica's tables as the account's owner. */
export function replica(demo: Demo, words: readonly string[]): Promise<string> {
  const env = { ...environmentFor(demo.cloud), PYTHONPATH: join(ROOT, 'tools') };
  return run(python('report'), ['-m', 'report.replica', ...words], { env, signal: demo.signal });
}

/**
 * What differs between a site's ledger and what the plant's own code expects of it. In a repetition every cell that silver
 * already holds is an exact duplicate, so that only the sum over the three is given.
 */
export function differences(got: SiteAccount, wanted: Record<string, number>, repeated: boolean): string[] {
  const { good = 0, bad = 0, duplicates = 0 } = wanted;
  const pairs: [string, number, number | undefined][] = [
    ['cells in', got.cells_in, wanted.cells_in],
    ['quarantined', got.quarantined, wanted.quarantined],
    ['refused objects', got.objects.refused ?? 0, wanted.refused ?? 0],
    ['unreadable objects', got.objects.unreadable ?? 0, wanted.unreadable ?? 0],
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
