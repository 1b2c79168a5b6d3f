import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamRecord } from 'aws-lambda';
import {
  type IntakeNote,
  MANIFEST_SUFFIX,
  noteKey,
  STREAM_VERSION,
  type StreamPlace,
  streamKey,
} from '../../lib/contract/index.ts';
import { putOnce } from '../runtime/put-once.ts';
import { decode, shardOf } from './decode.ts';
import { manifestOf } from './manifest.ts';
import { writeParquet } from './write-parquet.ts';

/** The bucket to deliver to, and what each stream feeds by its ARN. */
export interface Destination {
  readonly s3: S3Client;
  readonly bronzeBucket: string;
  readonly streams: Readonly<Record<string, StreamPlace>>;

  /** Clock by which a note has its day. */
  readonly now: () => Date;
}

/** A batch as it was delivered. */
export interface Delivery {
  readonly key: string;
  readonly rows: number;
  readonly undecoded: number;

  /** Keys of its records that nobody knows. */
  readonly ignoredKeys: number;
}

interface Written {
  readonly key: string;
  readonly body: Uint8Array;
  readonly type: string;
}

/**
 * Writes a batch, which is of one shard, as one object with its manifest, and then the notes on both: the clean job's
 * work list. Doing it again changes no object, since the key names the records and they give the same bytes, and on a later
 * day writes the notes a second time.
 *
 * @throws Error where the batch's stream is none that we know.
 */
export async function deliver(destination: Destination, records: readonly KinesisStreamRecord[]): Promise<Delivery> {
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) throw new Error('got a batch of 0 records, wanted 1 at least');
  const place = placeOf(destination, first.eventSourceARN);
  const { s3, bronzeBucket } = destination;
  const key = streamKey(place, shardOf(first.eventID), first.kinesis.sequenceNumber, last.kinesis.sequenceNumber);
  const rows = records.flatMap(decode);
  const bytes = await writeParquet(rows);
  const manifest = Buffer.from(`${JSON.stringify(manifestOf(rows, bytes))}\n`);
  const objects: Written[] = [
    { key, body: bytes, type: 'application/vnd.apache.parquet' },
    { key: `${key}${MANIFEST_SUFFIX}`, body: manifest, type: 'application/json' },
  ];
  // A note says that its object is there, so that the order must be kept.
  for (const { key: name, body, type } of objects) await putOnce(s3, bronzeBucket, name, body, type);
  for (const object of objects) await note(destination, object, last.kinesis.approximateArrivalTimestamp);
  return {
    key,
    rows: rows.length,
    undecoded: rows.filter(({ raw }) => raw !== null).length,
    ignoredKeys: rows.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

function placeOf({ streams }: Destination, arn: string): StreamPlace {
  const place = streams[arn];
  if (place === undefined) throw new Error(`got records of ${arn}, wanted one of ${Object.keys(streams).join(', ')}`);
  return place;
}

async function note({ s3, bronzeBucket, now }: Destination, { key, body }: Written, arrivedAt: number): Promise<void> {
  const content: IntakeNote = {
    key,
    versionId: STREAM_VERSION,
    etag: createHash('md5').update(body).digest('hex'),
    size: body.length,
    landedAt: new Date(arrivedAt * 1000).toISOString(),
    ordinal: 0,
    bronzeKey: key,
    reason: null,
    detail: null,
  };
  const name = noteKey('received', now(), content);
  await putOnce(s3, bronzeBucket, name, `${JSON.stringify(content)}\n`, 'application/json');
}
