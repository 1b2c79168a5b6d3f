import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { StreamRecord } from '../steps/plant.ts';

const TRIES = 5;

/** Place of a record in its stream, and the end of the request that put it, in ms of this process. */
export interface Put {
  readonly batch: number;
  readonly shard: string;
  readonly sequence: bigint;
  readonly endedAt: number;
}

/**
 * Puts records in one request, and those that the stream did not take in further ones.
 *
 * @throws Error with their number where some are not taken in the end.
 */
export async function putBatch(
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
    const request = new PutRecordsCommand({ StreamName: stream, Records: entries });
    const { Records: results = [] } = await kinesis.send(request);
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
