import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type Destination, deliver } from '../../lambda/stream-to-bronze/deliver.ts';
import { manifestSchema } from '../../lib/contract/manifest.ts';
import { SHARD, STREAM_ARN, streamRecord } from './stream-records.ts';

const s3 = mockClient(S3Client);
const destination: Destination = {
  s3: new S3Client({}),
  bronzeBucket: 'bronze',
  streams: { [STREAM_ARN]: { site: 'east-chemicals', feeder: 'sender', view: 'reactor' } },
  now: () => new Date('2026-01-02T03:04:06Z'),
};
const reading = (attribute: string, timestamp: string): string =>
  JSON.stringify({ asset: 'Reactor', attribute, timestamp, value: '1' });
const RECORDS = [
  streamRecord(reading('T', '2026-01-02T03:04:05Z'), 1),
  streamRecord(reading('P', '2026-01-02T03:04:04+00:00'), 2),
  streamRecord('poison', 3),
  streamRecord(reading('T', 'never'), 4),
];
const sequence = (index: number): string => RECORDS[index]?.kinesis.sequenceNumber ?? '';
const KEY = `site=east-chemicals/feeder=sender/view=reactor/stream/${SHARD}/${sequence(0)}-${sequence(3)}.parquet`;
const exists = new S3ServiceException({
  name: 'PreconditionFailed',
  $fault: 'client',
  $metadata: { httpStatusCode: 412 },
});

const puts = () => s3.commandCalls(PutObjectCommand).map((call) => call.args[0].input);
const body = (index: number): Buffer => Buffer.from(Object(puts()[index]?.Body));
const noteOn = (index: number, key: string): string => {
  const md5 = createHash('md5').update(body(index)).digest('hex');
  return `_received/2026/01/02/19700101T001644.125Z,0,${body(index).length},${md5},stream/${key}.json`;
};
const text = (index: number): string => String(puts()[index]?.Body);

beforeEach(() => {
  s3.reset();
  s3.on(PutObjectCommand).resolves({});
});

test('a batch is one object, then its manifest, then a note on each, and none of them over another object', async () => {
  expect(await deliver(destination, RECORDS)).toEqual({ key: KEY, rows: 4, undecoded: 1, ignoredKeys: 0 });
  expect(puts().map(({ Bucket, Key, IfNoneMatch }) => [Bucket, Key, IfNoneMatch])).toEqual(
    [KEY, `${KEY}.manifest.json`, noteOn(0, KEY), noteOn(1, `${KEY}.manifest.json`)].map((key) => ['bronze', key, '*']),
  );
});

test('a note is what the intake would write, and tells when the last record came', async () => {
  await deliver(destination, RECORDS);
  expect(JSON.parse(text(2))).toEqual({
    key: KEY,
    versionId: 'stream',
    etag: createHash('md5').update(body(0)).digest('hex'),
    size: body(0).length,
    landedAt: '1970-01-01T00:16:44.125Z',
    ordinal: 0,
    bronzeKey: KEY,
    reason: null,
    detail: null,
  });
  expect(JSON.parse(text(3))).toMatchObject({ key: `${KEY}.manifest.json`, size: body(1).length });
});

test('the manifest keeps the schema and counts every row, also one that holds no reading', async () => {
  await deliver(destination, RECORDS);
  expect(manifestSchema.parse(JSON.parse(body(1).toString()))).toEqual({
    rows: 4,
    minTime: '2026-01-02T03:04:04+00:00',
    maxTime: '2026-01-02T03:04:05Z',
    perTag: { 'Reactor|T': 2, 'Reactor|P': 1 },
    sha256: createHash('sha256').update(body(0)).digest('hex'),
    feederVersion: 'stream-to-bronze 2',
  });
});

test('the same records give the same bytes', async () => {
  await deliver(destination, RECORDS);
  await deliver(destination, RECORDS);
  expect(body(4).equals(body(0))).toBe(true);
});

test('a record of several readings is as many rows, in the manifest too, and what nobody knows of them is counted', async () => {
  const several = `[${reading('T', '2026-01-02T03:04:05Z')}, {"colour": "red", ${reading('P', '2026-01-02T03:04:05Z').slice(1)}]`;
  const delivery = await deliver(destination, [streamRecord(several, 1), streamRecord('[]', 2)]);
  expect(delivery).toMatchObject({ rows: 2, undecoded: 0, ignoredKeys: 1 });
  expect(JSON.parse(text(1))).toMatchObject({ rows: 2, perTag: { 'Reactor|T': 1, 'Reactor|P': 1 } });
});

test('a second delivery of the same records changes nothing and succeeds', async () => {
  s3.on(PutObjectCommand).rejects(exists);
  await expect(deliver(destination, RECORDS)).resolves.toMatchObject({ key: KEY });
  expect(puts()).toHaveLength(4);
});

test('an object that cannot be put gets no note', async () => {
  s3.on(PutObjectCommand, { Key: `${KEY}.manifest.json` }).rejects(new Error('slow down'));
  await expect(deliver(destination, RECORDS)).rejects.toThrow('slow down');
  expect(puts().map(({ Key }) => Key)).toEqual([KEY, `${KEY}.manifest.json`]);
});

test('records of a stream that we do not know are an error that names both', async () => {
  const stranger = { ...destination, streams: { 'arn:other': { site: 'a', feeder: 'b', view: 'c' } } };
  await expect(deliver(stranger, RECORDS)).rejects.toThrow(`got records of ${STREAM_ARN}, wanted one of arn:other`);
  expect(puts()).toEqual([]);
});
