import type { KinesisStreamRecord } from 'aws-lambda';
import { type Found, findReadings } from './find-readings.ts';
import type { Reading } from './reading.ts';
import { unpack } from './unpack.ts';

/** A reading of a stream, or the bytes of what is none that we understand. */
export interface StreamRow extends Reading {
  readonly shard: string;
  readonly sequence: string;

  /** Bytes in base64, null where they were decoded. */
  readonly raw: string | null;

  /** Number of keys, beside the reading's, that nobody knows. */
  readonly ignored: number;
}

const NO_READING: Reading = {
  asset: null,
  attribute: null,
  point: null,
  timestamp: null,
  value: null,
  state_code: null,
  is_system: null,
  good: null,
  questionable: null,
  substituted: null,
  annotated: null,
  unit: null,
};

/** A row for each reading in a record. Never fails: to try an unreadable record again would only delay its neighbours. */
export function decode({ eventID, kinesis }: KinesisStreamRecord): StreamRow[] {
  const source = { shard: shardOf(eventID), sequence: kinesis.sequenceNumber };
  return unpack(Buffer.from(kinesis.data, 'base64')).flatMap((bytes) =>
    rowsOf(bytes).map((row) => ({ ...row, ...source })),
  );
}

/** The shard in a record's event id, which is `<shard>:<sequence number>`. */
export function shardOf(eventId: string): string {
  const [shard = ''] = eventId.split(':');
  return shard;
}

function rowsOf(bytes: Uint8Array): Omit<StreamRow, 'shard' | 'sequence'>[] {
  const found = foundIn(bytes);
  if (found === undefined) return [lost(bytes)];
  return found.map((each) =>
    'reading' in each ? { ...each.reading, raw: null, ignored: each.ignored } : lost(Buffer.from(each.lost)),
  );
}

function lost(bytes: Uint8Array): Omit<StreamRow, 'shard' | 'sequence'> {
  return { ...NO_READING, raw: Buffer.from(bytes).toString('base64'), ignored: 0 };
}

function foundIn(bytes: Uint8Array): Found[] | undefined {
  try {
    return findReadings(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
