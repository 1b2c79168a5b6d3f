import { createHash } from 'node:crypto';
import type { Manifest } from '../../lib/contract/manifest.ts';
import type { StreamRow } from './decode.ts';

const FEEDER_VERSION = 'stream-to-bronze 2';

/** The manifest of an object, from its rows and bytes. */
export function manifestOf(rows: readonly StreamRow[], bytes: Uint8Array): Manifest {
  const times = rows.flatMap(({ timestamp }) => timestamp ?? []).filter((time) => !Number.isNaN(Date.parse(time)));
  const ordered = times.sort((a, b) => Date.parse(a) - Date.parse(b) || (a < b ? -1 : 1));
  return {
    rows: rows.length,
    minTime: ordered[0] ?? null,
    maxTime: ordered.at(-1) ?? null,
    perTag: countPerTag(rows),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    feederVersion: FEEDER_VERSION,
  };
}

function countPerTag(rows: readonly StreamRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { asset, attribute } of rows) {
    if (asset === null || attribute === null) continue;
    const tag = `${asset}|${attribute}`;
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
