import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { streamName } from '../../lib/contract.ts';
import type { Demo, Plant } from './demo.ts';
import type { StreamRecord } from './plant.ts';
import { type Arrivals, type Put, watchBronze } from './stream-arrivals.ts';

const TRIES = 5;

/** What a site streamed, and how long that took to lie in bronze. */
export interface StreamFeed extends Arrivals {
  readonly site: string;
  readonly stream: string;
  readonly records: readonly StreamRecord[];
  /** By this machine's clock, which is also the stream's. */
  readonly startedAt: Date;
  /** Time of all requests together. */
  readonly putSeconds: number;
}

/** Streams records with the site's own airlock credentials, and waits until bronze has them. */
export async function feedStream(
  demo: Demo,
  plant: Plant,
  records: readonly StreamRecord[],
  onCount: (count: number) => void,
): Promise<StreamFeed> {
  const stream = streamName(demo.config, plant.site);
  const startedAt = new Date();
  const puts: Put[] = [];
  const [putSeconds, arrivals] = await Promise.all([
    putAll(plant.clients.kinesis, stream, records, puts, onCount),
    watchBronze(demo, plant, puts, records.length),
  ]);
  return { site: plant.site, stream, records, startedAt, putSeconds, ...arrivals };
}

async function putAll(
  kinesis: KinesisClient,
  stream: string,
  records: readonly StreamRecord[],
  puts: Put[],
  onCount: (count: number) => void,
): Promise<number> {
  const start = performance.now();
  for (const batch of new Set(records.map((record) => record.batch))) {
    const members = records.filter((record) => record.batch === batch);
    puts.push(...(await putBatch(kinesis, stream, batch, members)));
    onCount(puts.length);
  }
  return (performance.now() - start) / 1000;
}

/** Puts records in one request, and those that the stream did not take in further ones. */
async function putBatch(
  kinesis: KinesisClient,
  stream: string,
  batch: number,
  records: readonly StreamRecord[],
): Promise<Put[]> {
  const puts: Put[] = [];
  let waiting = records;
  for (let tries = 0; tries < TRIES && waiting.length > 0; tries += 1) {
    const entries = waiting.map(({ partitionKey, data }) => ({
      PartitionKey: partitionKey,
      Data: Buffer.from(data, 'base64'),
    }));
    const { Records: results = [] } = await kinesis.send(
      new PutRecordsCommand({ StreamName: stream, Records: entries }),
    );
    const endedAt = performance.now();
    for (const { ShardId: shard, SequenceNumber: sequence } of results) {
      if (shard !== undefined && sequence !== undefined)
        puts.push({ batch, shard, sequence: BigInt(sequence), endedAt });
    }
    waiting = waiting.filter((_, index) => results[index]?.SequenceNumber === undefined);
  }
  if (waiting.length > 0) throw new Error(`${stream}: ${waiting.length} records were not taken in ${TRIES} tries`);
  return puts;
}
