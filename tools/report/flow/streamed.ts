import type { StreamRun } from '../stage-data.ts';

/** Bronze keys of what came by a stream, and silver keys of batches that the stream gave up on. */
const STREAMED = /^aws\/lambda\/|\/view=[^/]+\/stream\//;

/** Key of a file of a stream: its records, their packing list, or a batch that was given up. */
export function isStreamed(key: string): boolean {
  return STREAMED.test(key);
}

/** Every record that was put, those put again included. */
export function recordsOf({ records, resent }: StreamRun): number {
  return records + (resent?.records ?? 0);
}
