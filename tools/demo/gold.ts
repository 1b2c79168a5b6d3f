import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { python } from '../setup/paths.ts';
import { run } from '../setup/run.ts';
import { type Clients, clientsOf } from './aws.ts';
import type { Demo } from './demo.ts';
import { readerCredentials } from './identities.ts';

/** What a data scientist got of one dataset. */
export interface GoldReading {
  readonly dataset: string;
  readonly bytes: number;
  readonly deltaVersion: string;
  readonly etag: string;
  /** Where the demo keeps its copy. */
  readonly file: string;
}

/** Runs examples/read_gold.py as a gold reader in an environment that has pandas and no Spark, and returns what it printed. */
export async function readAsDataScientist(demo: Demo): Promise<string> {
  const env = demo.environmentOf(await readerCredentials(demo.deployer, demo.config));
  return run(python('notebook'), [join('examples', 'read_gold.py')], { env, signal: demo.signal });
}

/** Fetches a dataset's one object as a gold reader. */
export async function fetchGold(demo: Demo, dataset: string): Promise<GoldReading> {
  const reader = await readerClients(demo);
  const object = { Bucket: demo.config.buckets.gold, Key: `${dataset}.parquet` };
  const { Metadata: metadata, ETag: etag = '' } = await reader.s3.send(new HeadObjectCommand(object));
  const { Body: body, ContentLength: bytes = 0 } = await reader.s3.send(new GetObjectCommand(object));
  const file = join(demo.out, object.Key);
  if (!(body instanceof Readable)) throw new Error(`${object.Key}: got no stream, wanted the object's bytes`);
  await pipeline(body, createWriteStream(file));
  return { dataset, bytes, etag, file, deltaVersion: metadata?.['delta-version'] ?? 'unknown' };
}

async function readerClients(demo: Demo): Promise<Clients> {
  return clientsOf(demo.cloud, demo.config.region, await readerCredentials(demo.deployer, demo.config));
}
