import { z } from 'zod';
import { runModule } from '../project/run.ts';
import {
  type DatasetTrends,
  datasetTrends,
  type SiteAccount,
  siteAccount,
  type TagQuality,
  tagQualities,
} from '../report/data.ts';

/** Where the tables of a replica lie: folders, or the URIs of buckets. */
export interface Replica {
  readonly silver: string;
  readonly gold: string;

  /** By which buckets are reached. @default - that of this process */
  readonly env?: NodeJS.ProcessEnv;
}

/** The ledger's account by site and view, tag lists left out. */
export async function accountsByView({ silver, env }: Replica): Promise<Record<string, SiteAccount>> {
  const sites = z.record(z.string(), siteAccount).parse(await figures(['accounting', '--silver', silver], env));
  const objects = Object.values(sites).flatMap(({ by_object }) => by_object);
  const views = [...new Set(objects.map(({ key }) => viewOf(key)))].filter((view) => !view.endsWith(' _tags')).sort();
  return Object.fromEntries(views.map((view) => [view, sumOf(objects.filter(({ key }) => viewOf(key) === view))]));
}

/** How good each tag is, over all runs. */
export async function qualityOf({ silver, env }: Replica): Promise<TagQuality[]> {
  return tagQualities.parse(await figures(['quality', '--silver', silver], env));
}

/** Every tag of a dataset, with the points of each in a file of `points`. */
export async function trendsOf(
  { silver, gold, env }: Replica,
  dataset: string,
  points: string,
): Promise<DatasetTrends> {
  const words = ['--silver', silver, '--gold', gold, '--dataset', dataset, '--out', points];
  return datasetTrends.parse(await figures(['trends', ...words], env));
}

async function figures(words: readonly string[], env: NodeJS.ProcessEnv | undefined): Promise<unknown> {
  return JSON.parse(await runModule('report', 'replica_figures', words, env && { env }));
}

function viewOf(key: string): string {
  const [, site, view] = /^site=([^/]*)\/feeder=[^/]*\/view=([^/]*)\//.exec(key) ?? [];
  return site === undefined ? key : `${site} ${view}`;
}

const COUNTS = ['cells_in', 'silver_good', 'silver_bad', 'quarantined', 'exact_duplicates'] as const;

function sumOf(objects: SiteAccount['by_object']): SiteAccount {
  const sum: SiteAccount = {
    ...{ cells_in: 0, silver_good: 0, silver_bad: 0, quarantined: 0, exact_duplicates: 0 },
    ...{ closes: objects.every(({ closes }) => closes), reasons: {}, objects: {}, by_object: objects },
  };
  for (const each of objects) {
    for (const name of COUNTS) sum[name] += each[name];
    sum.objects[each.outcome] = (sum.objects[each.outcome] ?? 0) + 1;
    for (const [reason, count] of Object.entries(each.reasons))
      sum.reasons[reason] = (sum.reasons[reason] ?? 0) + count;
  }
  return sum;
}
