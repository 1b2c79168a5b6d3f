import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { type CrawlPlan, MOST_CRAWLS } from '../../lib/contract/index.ts';
import { listNotes } from '../runtime/list-notes.ts';

/** An hour less than a day, since executions begin hourly and end later by turns. */
const A_DAY_MS = 23 * 3_600_000;

export interface Doors {
  readonly s3: S3Client;
  readonly bronzeBucket: string;
}

/** A crawler, and when its last crawl began, whether it succeeded or not. */
export interface Crawled {
  readonly plan: CrawlPlan;
  readonly last: Date | undefined;
}

/**
 * The crawlers whose crawl would add something, the one that waits longest first: one with a place that was empty when
 * it last looked, and a daily one where something came since, a day ago or longer. No more than an execution has room for.
 */
export async function dueCrawls(doors: Doors, all: readonly Crawled[], now: Date): Promise<string[]> {
  const due = new Set<CrawlPlan>();
  for (const crawled of all) if (await hasNewPlace(doors.s3, crawled)) due.add(crawled.plan);
  const waiting = all.filter(({ plan, last }) => plan.daily && !due.has(plan) && isDayAgo(last, now));
  for (const plan of await withNews(doors, waiting)) due.add(plan);
  return all
    .filter(({ plan }) => due.has(plan))
    .toSorted((a, b) => beganAt(a) - beganAt(b))
    .slice(0, MOST_CRAWLS)
    .map(({ plan }) => plan.name);
}

function isDayAgo(last: Date | undefined, now: Date): boolean {
  return last !== undefined && now.getTime() - last.getTime() >= A_DAY_MS;
}

function beganAt({ last }: Crawled): number {
  return last?.getTime() ?? 0;
}

async function hasNewPlace(s3: S3Client, { plan, last = new Date(0) }: Crawled): Promise<boolean> {
  for (const place of plan.places) if (await cameSince(s3, plan, place, last)) return true;
  return false;
}

/** True where a place holds something, and the first page of it nothing that is older than a moment. */
async function cameSince(s3: S3Client, { bucket, except }: CrawlPlan, place: string, moment: Date): Promise<boolean> {
  const { Contents: objects = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: place }));
  const own = objects.filter(({ Key: key = '' }) => except === undefined || !key.startsWith(except));
  return own.length > 0 && own.every(({ LastModified: at }) => at !== undefined && at >= moment);
}

/** Those of some crawlers of bronze for which a note was written since their last crawl: days of notes, never all of bronze. */
async function withNews({ s3, bronzeBucket }: Doors, waiting: readonly Crawled[]): Promise<Set<CrawlPlan>> {
  const open = new Set(waiting);
  const found = new Set<CrawlPlan>();
  const oldest = new Date(Math.min(...waiting.map(beganAt)));
  if (open.size === 0) return found;
  for await (const { name, writtenAt } of listNotes(s3, bronzeBucket, 'received', oldest)) {
    for (const crawled of open) {
      if (writtenAt.getTime() < beganAt(crawled) || !isOf(crawled.plan, name)) continue;
      found.add(crawled.plan);
      open.delete(crawled);
    }
    if (open.size === 0) break;
  }
  return found;
}

function isOf({ places, except }: CrawlPlan, key: string): boolean {
  return places.some((place) => key.startsWith(place)) && (except === undefined || !key.startsWith(except));
}
