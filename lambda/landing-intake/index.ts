import { S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { z } from 'zod';
import { ENVIRONMENT } from '../../lib/contract/index.ts';
import { required } from '../runtime/environment.ts';
import { type Doors, receive } from './receive.ts';

const doors: Doors = {
  s3: new S3Client({}),
  landingBucket: required(ENVIRONMENT.landingBucket),
  bronzeBucket: required(ENVIRONMENT.bronzeBucket),
  maxObjectBytes: Number(required(ENVIRONMENT.maxObjectBytes)),
  now: () => new Date(),
};

/** The part that we read of an Object Created event, or of the sweep's message, which has the same form. */
const message = z.object({ detail: z.object({ object: z.object({ key: z.string(), 'version-id': z.string() }) }) });

/** Takes landing versions in through the inner door; a record that fails goes back to the queue alone. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const failures = await Promise.all(event.Records.map((record) => take(record.messageId, record.body)));
  return { batchItemFailures: failures.flat() };
}

async function take(messageId: string, body: string): Promise<{ itemIdentifier: string }[]> {
  try {
    const { object } = message.parse(JSON.parse(body)).detail;
    console.log(JSON.stringify(await receive(doors, object.key, object['version-id'])));
    return [];
  } catch (error) {
    console.error(JSON.stringify({ messageId, body, error: String(error) }));
    return [{ itemIdentifier: messageId }];
  }
}
