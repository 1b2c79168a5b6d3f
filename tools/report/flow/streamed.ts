import { ON_FAILURE_PREFIX, STREAM_FOLDER } from '../../../lib/contract/index.ts';
import type { StreamRun } from '../stage-data.ts';

/** Key of a file of a stream: its records, their packing list, or a batch that was given up. */
export function isStreamed(key: string): boolean {
  return key.startsWith(ON_FAILURE_PREFIX) || key.includes(`/${STREAM_FOLDER}`);
}

/** Every record that was put, those put again included. */
export function recordsOf({ records, resent }: StreamRun): number {
  return records + (resent?.records ?? 0);
}
