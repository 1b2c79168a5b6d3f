import type { KinesisStreamRecord } from 'aws-lambda';
import { z } from 'zod';
import type reading from '../../contract/tables/reading.json';

// Half a character pair cannot be written as UTF-8: it would come out as another character.
const text = z
  .string()
  .regex(/^\P{Surrogate}*$/u)
  .nullable()
  .default(null);
const flag = z.boolean().nullable().default(null);

/** A column of contract/tables/reading.json: one more or less there is a type error here. */
type ReadingColumn = keyof typeof reading.columns;

/** A reading as the sender writes it. */
const readingSchema = z.strictObject({
  asset: text,
  attribute: text,
  point: text,
  timestamp: text,
  value: text,
  state_code: z.int32().nullable().default(null),
  is_system: flag,
  good: flag,
  questionable: flag,
  substituted: flag,
  annotated: flag,
  unit: text,
} satisfies Record<ReadingColumn, z.ZodType>);

type Reading = z.infer<typeof readingSchema>;

/** A record of a stream: its reading, or its bytes where it holds none that we understand. */
export interface StreamRow extends Reading {
  readonly shard: string;
  readonly sequence: string;
  /** Bytes in base64, null where the record was decoded. */
  readonly raw: string | null;
}

const NO_READING = readingSchema.parse({});

/** One row a record. Never fails: to try an unreadable record again would only delay its neighbours. */
export function decode({ eventID, kinesis }: KinesisStreamRecord): StreamRow {
  const reading = readingOf(Buffer.from(kinesis.data, 'base64'));
  return {
    ...(reading ?? NO_READING),
    shard: shardOf(eventID),
    sequence: kinesis.sequenceNumber,
    raw: reading === undefined ? kinesis.data : null,
  };
}

/** The shard in a record's event id, which is `<shard>:<sequence number>`. */
export function shardOf(eventId: string): string {
  const [shard = ''] = eventId.split(':');
  return shard;
}

function readingOf(bytes: Uint8Array): Reading | undefined {
  try {
    return readingSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}
