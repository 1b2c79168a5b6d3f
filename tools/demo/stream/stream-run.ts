import type { StreamRun } from '../../report/stage-data.ts';
import type { Streamed } from '../steps/accounting.ts';
import type { StreamFeed } from './stream.ts';

/** A site's stream: each record once, one batch again, and what silver and quarantine held of streamed records after each. */
export interface StreamResult {
  readonly once: StreamFeed;
  /** Seconds from the first record put until gold was replaced, null where gold had it all before. */
  readonly toGoldSeconds: number | null;
  readonly again: StreamFeed;
  readonly afterOnce: Streamed;
  readonly afterAgain: Streamed;
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
    reason: kept[0]?.reason ?? '',
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
