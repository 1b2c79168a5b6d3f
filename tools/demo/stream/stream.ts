import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { streamName } from '../../../lib/contract/index.ts';
import type { Demo, Plant } from '../demo.ts';
import { type StreamRecord, streamRecords } from '../steps/plant.ts';
import { type Arrivals, watchBronze } from './arrivals.ts';
import { type Put, putBatch } from './put.ts';

/** Records of a site: each once, and then one batch again. */
export interface StreamPlan {
  readonly plant: Plant;
  readonly once: readonly StreamRecord[];
  readonly again: readonly StreamRecord[];
}

/** Records that a site streamed, and how long they took to lie in bronze. */
export interface StreamFeed extends Arrivals {
  readonly site: string;
  readonly stream: string;
  readonly records: readonly StreamRecord[];
  /** By this machine's clock, which is also the stream's. */
  readonly startedAt: Date;
  /** Time of all requests together. */
  readonly putSeconds: number;
}

/** The records of every streaming site. */
export function streamPlans(demo: Demo): Promise<StreamPlan[]> {
  const streaming = demo.plants.filter(({ feeder }) => feeder.stream !== null);
  return Promise.all(
    streaming.map(async (plant) => {
      const records = await streamRecords(demo, plant.site);
      const last = Math.max(...records.map(({ batch }) => batch));
      return {
        plant,
        once: records.filter(({ batch }) => batch < last),
        again: records.filter(({ batch }) => batch === last),
      };
    }),
  );
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
