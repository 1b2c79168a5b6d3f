import { paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { ON_FAILURE_PREFIX, VERDICTS, type Verdict } from '../../lib/contract/index.ts';
import { listNotes } from '../runtime/list-notes.ts';

/** Where each thing that the clean job takes leaves an object. */
export interface Places {
  readonly s3: S3Client;
  readonly bronzeBucket: string;
  readonly silverBucket: string;
}

export interface News {
  /** Address of one object that is new, undefined where none is. */
  readonly first: string | undefined;
  readonly bytes: number;
}

interface Arrival {
  readonly address: string;
  readonly bytes: number;
}

/** What came at a moment or later, by names alone. */
export async function findNews(places: Places, moment: Date): Promise<News> {
  const all = await Promise.all([
    ...VERDICTS.map((verdict) => sum(newNotes(places, verdict, moment))),
    sum(newlyGivenUp(places, moment)),
  ]);
  return {
    first: all.find(({ first }) => first !== undefined)?.first,
    bytes: all.reduce((total, { bytes }) => total + bytes, 0),
  };
}

async function sum(arrivals: AsyncIterable<Arrival>): Promise<News> {
  let first: string | undefined;
  let total = 0;
  for await (const { address, bytes } of arrivals) {
    first ??= address;
    total += bytes;
  }
  return { first, bytes: total };
}

async function* newNotes({ s3, bronzeBucket }: Places, verdict: Verdict, moment: Date): AsyncGenerator<Arrival> {
  for await (const { key, size, writtenAt } of listNotes(s3, bronzeBucket, verdict, moment)) {
    // Of what was refused, no byte is read.
    if (writtenAt >= moment) yield { address: `s3://${bronzeBucket}/${key}`, bytes: verdict === 'received' ? size : 0 };
  }
}

/** Batches that Lambda gave up on. Their keys begin with shards, not days; they are few. */
async function* newlyGivenUp({ s3, silverBucket }: Places, moment: Date): AsyncGenerator<Arrival> {
  const list = { Bucket: silverBucket, Prefix: ON_FAILURE_PREFIX };
  for await (const { Contents: objects } of paginateListObjectsV2({ client: s3 }, list)) {
    for (const { Key: key, Size: bytes, LastModified: at } of objects ?? []) {
      if (at !== undefined && at >= moment) yield { address: `s3://${silverBucket}/${key}`, bytes: bytes ?? 0 };
    }
  }
}
