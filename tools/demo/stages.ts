import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ReportData } from '../report/data.ts';
import type { StreamRun } from '../report/stage-data.ts';
import type { Demo } from './demo.ts';
import type { DemoResult, StreamResult } from './run.ts';

/** Objects and bytes that the run put, and records that it streamed. */
export function landedOf({ landed, streams }: DemoResult): ReportData['landed'] {
  return {
    objects: landed.length,
    bytes: landed.reduce((sum, { bytes }) => sum + bytes, 0),
    records: streams.reduce((sum, { once, again }) => sum + once.records.length + again.records.length, 0),
  };
}

/** What each layer holds. */
export async function layersOf(demo: Demo): Promise<ReportData['layers']> {
  const { bronze, silver, gold } = demo.config.buckets;
  return { bronze: await holding(demo, bronze), silver: await holding(demo, silver), gold: await holding(demo, gold) };
}

async function holding(demo: Demo, bucket: string): Promise<{ objects: number; bytes: number }> {
  const held = { objects: 0, bytes: 0 };
  for await (const { Contents = [] } of paginateListObjectsV2({ client: demo.deployer.s3 }, { Bucket: bucket })) {
    held.objects += Contents.length;
    held.bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0);
  }
  return held;
}

/** A site's stream in the report's words. */
export function streamRunOf(result: StreamResult): StreamRun {
  const { once, again, afterOnce, afterAgain, toGoldSeconds } = result;
  const seconds = [...once.toBronzeSeconds.values()];
  return {
    site: once.site,
    stream: once.stream,
    records: once.records.length,
    batches: seconds.length,
    objects: once.objects.length,
    putSeconds: once.putSeconds,
    toBronzeSeconds: { median: median(seconds), max: Math.max(...seconds) },
    toGoldSeconds,
    poison: poisonOf(result),
    resent: { records: again.records.length, silverBefore: afterOnce.silver, silverAfter: afterAgain.silver },
  };
}

function poisonOf({ once, afterOnce }: StreamResult): StreamRun['poison'] {
  const record = once.records.find(({ data }) => !isObject(textOf(data)));
  if (record === undefined) return null;
  const sent = textOf(record.data);
  const kept = afterOnce.quarantined.filter(({ raw, object }) => raw === sent && once.objects.includes(object));
  const mine = once.toBronzeSeconds.get(record.batch) ?? 0;
  const others = [...once.toBronzeSeconds].filter(([batch]) => batch !== record.batch).map(([, seconds]) => seconds);
  return {
    sent,
    reason: kept[0]?.reason ?? 'none',
    quarantined: kept.length,
    othersDelaySeconds: others.length === 0 ? 0 : Math.max(0, mine - median(others)),
  };
}

function textOf(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}
