import { S3Client } from '@aws-sdk/client-s3';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { z } from 'zod';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { readSettings } from '../runtime/settings.ts';
import { type Destination, deliver } from './deliver.ts';

const places = z.record(z.string(), z.strictObject({ site: z.string(), feeder: z.string(), view: z.string() }));

const destination: Destination = {
  s3: new S3Client({}),
  bronzeBucket: required(ENVIRONMENT.bronzeBucket),
  streams: places.parse(readSettings()),
  now: () => new Date(),
};

/** Takes a batch of records in through the inner door; one that cannot be written is tried again whole. */
export async function handler({ Records: records }: KinesisStreamEvent): Promise<KinesisStreamBatchResponse> {
  try {
    console.log(JSON.stringify(await deliver(destination, records)));
    return { batchItemFailures: [] };
  } catch (error) {
    const first = records[0]?.kinesis.sequenceNumber ?? '';
    console.error(JSON.stringify({ first, records: records.length, error: String(error) }));
    // Named as failed, not thrown: Lambda would halve a thrown batch, and each half would fail in the same way.
    return { batchItemFailures: [{ itemIdentifier: first }] };
  }
}
