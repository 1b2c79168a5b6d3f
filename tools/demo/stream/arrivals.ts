import { setTimeout as sleep } from 'node:timers/promises';
import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { landingPrefix, NOTE_FOLDERS, notesSince, parseNoteKey } from '../../../lib/contract/index.ts';
import type { Demo, Plant } from '../demo.ts';
import type { Put } from './put.ts';

const TIMEOUT_SECONDS = 120;
const LOOK_MS = 100;

export interface Arrivals {
  /** Seconds from the end of each request until all of its records lay in bronze, by the request's number. */
  readonly toBronzeSeconds: ReadonlyMap<number, number>;
  /** Keys of the bronze objects that hold them. */
  readonly objects: readonly string[];
}

interface Range {
  readonly key: string;
  readonly shard: string;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Watches bronze while records are put, until it holds all `wanted` of them.
 *
 * @throws Error with the counts where they do not come in time.
 */
export async function watchBronze(demo: Demo, plant: Plant, puts: readonly Put[], wanted: number): Promise<Arrivals> {
  const arrivedAt = new Map<Put, number>();
  const startAfter = notesSince('received', new Date());
  const deadline = performance.now() + TIMEOUT_SECONDS * 1000;
  for (;;) {
    const ranges = await rangesInBronze(demo, plant, startAfter);
    const now = performance.now();
    for (const put of puts)
      if (!arrivedAt.has(put) && ranges.some((range) => holds(range, put))) arrivedAt.set(put, now);
    if (arrivedAt.size === wanted) {
      const objects = ranges.filter((range) => puts.some((put) => holds(range, put))).map(({ key }) => key);
      return { toBronzeSeconds: secondsByBatch(arrivedAt), objects };
    }
    if (now > deadline) {
      throw new Error(`bronze holds ${arrivedAt.size} of ${wanted} streamed records after ${TIMEOUT_SECONDS} s`);
    }
    demo.signal.throwIfAborted();
    await sleep(LOOK_MS);
  }
}

function holds({ shard, first, last }: Range, put: Put): boolean {
  return put.shard === shard && first <= put.sequence && put.sequence <= last;
}

function secondsByBatch(arrivedAt: ReadonlyMap<Put, number>): Map<number, number> {
  const seconds = new Map<number, number>();
  for (const [{ batch, endedAt }, at] of arrivedAt) {
    seconds.set(batch, Math.max(seconds.get(batch) ?? 0, (at - endedAt) / 1000));
  }
  return seconds;
}

/** The ranges of a site's stream objects whose notes come after a key, as their own keys name them. */
async function rangesInBronze({ deployer, config }: Demo, plant: Plant, startAfter: string): Promise<Range[]> {
  const ranges: Range[] = [];
  const list = { Bucket: config.buckets.bronze, Prefix: NOTE_FOLDERS.received, StartAfter: startAfter };
  for await (const page of paginateListObjectsV2({ client: deployer.s3 }, list)) {
    for (const { Key = '' } of page.Contents ?? []) {
      const range = rangeOf(plant, parseNoteKey(Key)?.name ?? '');
      if (range !== undefined) ranges.push(range);
    }
  }
  return ranges;
}

function rangeOf({ site, feeder }: Plant, key: string): Range | undefined {
  const [, shard, first, last] = /\/stream\/([^/]+)\/(\d+)-(\d+)\.parquet$/.exec(key) ?? [];
  const isOurs = key.startsWith(landingPrefix(site, feeder.profile));
  if (!isOurs || shard === undefined || first === undefined || last === undefined) return undefined;
  return { key, shard, first: BigInt(first), last: BigInt(last) };
}
