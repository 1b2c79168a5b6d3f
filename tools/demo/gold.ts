import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { python } from '../setup/paths.ts';
import { run } from '../setup/run.ts';
import { type Clients, clientsOf } from './aws.ts';
import type { Demo } from './demo.ts';
import { readerCredentials } from './identities.ts';

/** What a data scientist got of one dataset, by one line in a process that has pandas and no Spark. */
const reading = z.object({
  dataset: z.string(),
  line: z.string(),
  rows: z.number(),
  columns: z.number(),
  /** Time that the line took. */
  seconds: z.number(),
});

/** A dataset as read, and the object that it was read from. */
export type GoldReading = z.infer<typeof reading> & GoldObject;

interface GoldObject {
  readonly bytes: number;
  readonly etag: string;
  readonly deltaVersion: string;
  /** Where the demo keeps its copy. */
  readonly file: string;
}

/** Runs examples/read_gold.py as a gold reader in an environment that has pandas and no Spark, and returns what it printed. */
export async function readAsDataScientist(demo: Demo): Promise<string> {
  const env = demo.environmentOf(await readerCredentials(demo.deployer, demo.config));
  return run(python('notebook'), [join('examples', 'read_gold.py')], { env, signal: demo.signal });
}

/** Reads every dataset with the one line, as a gold reader, and keeps a copy of its object. */
export async function readGold(demo: Demo): Promise<GoldReading[]> {
  const credentials = await readerCredentials(demo.deployer, demo.config);
  const { buckets, datasets, region } = demo.config;
  const lines = datasets.map(({ name }) => `df = pd.read_parquet('s3://${buckets.gold}/${name}.parquet')`);
  const script = [
    'import json, time',
    'import pandas as pd',
    ...datasets.flatMap(({ name }, i) => timed(name, lines[i] ?? '')),
  ];
  const env = demo.environmentOf(credentials);
  const printed = await run(python('notebook'), ['-c', script.join('\n')], { env, signal: demo.signal });
  const readings = printed
    .trim()
    .split('\n')
    .map((line) => reading.parse(JSON.parse(line)));
  const reader = clientsOf(demo.cloud, region, credentials);
  return Promise.all(readings.map(async (each) => ({ ...each, ...(await fetchObject(demo, reader, each.dataset)) })));
}

function timed(dataset: string, line: string): string[] {
  const facts = `{"dataset": "${dataset}", "line": ${JSON.stringify(line)}, "rows": len(df), "columns": len(df.columns)`;
  return ['start = time.perf_counter()', line, `print(json.dumps(${facts}, "seconds": time.perf_counter() - start}))`];
}

async function fetchObject(demo: Demo, reader: Clients, dataset: string): Promise<GoldObject> {
  const object = { Bucket: demo.config.buckets.gold, Key: `${dataset}.parquet` };
  const answer = await reader.s3.send(new GetObjectCommand(object));
  const { Body: body, ContentLength: bytes = 0, ETag: etag = '', Metadata: metadata } = answer;
  const file = join(demo.out, object.Key);
  if (!(body instanceof Readable)) throw new Error(`${object.Key}: got no stream, wanted the object's bytes`);
  await pipeline(body, createWriteStream(file));
  return { bytes, etag, file, deltaVersion: metadata?.['delta-version'] ?? 'unknown' };
}
