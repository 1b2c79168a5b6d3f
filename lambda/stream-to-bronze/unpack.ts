import { gunzipSync } from 'node:zlib';
import { aggregatedIn } from './aggregate.ts';

const GZIP = [0x1f, 0x8b];

/** Kinesis takes a record of 1 MiB; what is so much larger unpacked is no readings. */
const MOST_BYTES = 32 * 1024 ** 2;

/** A producer packs what it aggregated, or aggregates what it packed, and no more. */
const DEEPEST = 4;

/** The texts that a record holds, as bytes: those that KPL put together, each unzipped. What cannot be unpacked stays as it is. */
export function unpack(bytes: Uint8Array, depth = 0): Uint8Array[] {
  if (depth === DEEPEST) return [bytes];
  try {
    const inside = aggregatedIn(bytes) ?? unzipped(bytes);
    return inside === undefined ? [bytes] : inside.flatMap((each) => unpack(each, depth + 1));
  } catch {
    return [bytes];
  }
}

function unzipped(bytes: Uint8Array): Uint8Array[] | undefined {
  if (GZIP.some((byte, index) => bytes[index] !== byte)) return undefined;
  return [gunzipSync(bytes, { maxOutputLength: MOST_BYTES })];
}
