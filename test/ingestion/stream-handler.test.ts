import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { laySettings } from '../support/settings.ts';
import { STREAM_ARN, streamRecord } from './stream-records.ts';

const s3 = mockClient(S3Client);
process.env.BRONZE_BUCKET = 'bronze';
laySettings({ [STREAM_ARN]: { site: 'east-chemicals', feeder: 'sender', view: 'reactor' } });
// The handler's log would only clutter the tests' own output.
console.log = () => {};
console.error = () => {};
const { handler } = await import('../../lambda/stream-to-bronze/index.ts');

const RECORDS = [streamRecord('{}', 1), streamRecord('poison', 2), streamRecord('{}', 3)];

beforeEach(() => s3.reset());

test('a batch with a poison record succeeds as a whole', async () => {
  s3.on(PutObjectCommand).resolves({});
  expect(await handler({ Records: RECORDS })).toEqual({ batchItemFailures: [] });
});

test('a batch that cannot be written is tried again from its first record', async () => {
  s3.on(PutObjectCommand).rejects(new Error('slow down'));
  expect(await handler({ Records: RECORDS })).toEqual({
    batchItemFailures: [{ itemIdentifier: RECORDS[0]?.kinesis.sequenceNumber }],
  });
});
