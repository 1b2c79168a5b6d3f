import {
  CopyObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { type Doors, receive } from '../../lambda/landing-intake/receive.ts';
import { keyDigest } from '../../lib/contract/index.ts';

const s3 = mockClient(S3Client);
const doors: Doors = {
  s3: new S3Client({}),
  landingBucket: 'landing',
  bronzeBucket: 'bronze',
  maxObjectBytes: 100,
  now: () => now,
};
let now = new Date();
const KEY = 'site=north-refinery/feeder=pi-integrator/view=process/Day 1 + ü.csv';
const landedAt = new Date('2026-01-02T03:04:05Z');
const version = (VersionId: string, Key = KEY, Size = 10): object => ({
  Key,
  VersionId,
  Size,
  ETag: '"e"',
  LastModified: landedAt,
});
const exists = new S3ServiceException({
  name: 'PreconditionFailed',
  $fault: 'client',
  $metadata: { httpStatusCode: 412 },
});

beforeEach(() => {
  now = new Date('2026-01-03T00:00:01Z');
  s3.reset();
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('v2'), version('v1'), version('x', `${KEY}.bak`)] });
  s3.on(CopyObjectCommand).resolves({});
  s3.on(PutObjectCommand).resolves({});
});

test('a version is copied under its key and version id, and never over another object', async () => {
  await receive(doors, KEY, 'v1');
  expect(s3.commandCalls(CopyObjectCommand)[0]?.args[0].input).toEqual({
    Bucket: 'bronze',
    Key: `${KEY}.v1`,
    CopySource:
      'landing/site%3Dnorth-refinery/feeder%3Dpi-integrator/view%3Dprocess/Day%201%20%2B%20%C3%BC.csv?versionId=v1',
    IfNoneMatch: '*',
  });
});

test('the note is written after the bytes and tells the order within one second', async () => {
  await receive(doors, KEY, 'v2');
  expect(s3.calls().map((call) => call.args[0].constructor.name)).toEqual([
    'ListObjectVersionsCommand',
    'CopyObjectCommand',
    'PutObjectCommand',
  ]);
  const note = s3.commandCalls(PutObjectCommand)[0]?.args[0].input;
  expect(note).toMatchObject({
    Bucket: 'bronze',
    Key: `_received/2026/01/03/20260102T030405.000Z,1,10,e,v2/${KEY}.json`,
    IfNoneMatch: '*',
  });
  expect(JSON.parse(String(note?.Body))).toEqual({
    key: KEY,
    versionId: 'v2',
    etag: 'e',
    size: 10,
    landedAt: '2026-01-02T03:04:05.000Z',
    ordinal: 1,
    bronzeKey: `${KEY}.v2`,
    reason: null,
    detail: null,
  });
});

test('a refused version leaves a note and no copy', async () => {
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('v1', KEY, 0)] });
  const note = await receive(doors, KEY, 'v1');
  expect(note).toMatchObject({ reason: 'F_EMPTY', bronzeKey: null });
  expect(s3.commandCalls(CopyObjectCommand)).toEqual([]);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input.Key).toBe(
    `_refused/2026/01/03/20260102T030405.000Z,0,0,e,v1/${KEY}.json`,
  );
});

test('a second delivery of the same event changes nothing and succeeds', async () => {
  s3.on(CopyObjectCommand).rejects(exists);
  s3.on(PutObjectCommand).rejects(exists);
  await expect(receive(doors, KEY, 'v1')).resolves.toMatchObject({ versionId: 'v1' });
});

test('a second delivery on the same day writes the same note, and on a later day one of that day', async () => {
  await receive(doors, KEY, 'v1');
  now = new Date('2026-01-03T23:59:59Z');
  await receive(doors, KEY, 'v1');
  now = new Date('2026-01-04T00:00:00Z');
  await receive(doors, KEY, 'v1');
  const [first, second, third] = s3.commandCalls(PutObjectCommand).map((call) => call.args[0].input.Key);
  expect(second).toBe(first);
  expect(third).toBe(first?.replace('2026/01/03', '2026/01/04'));
});

test('a version whose key is too long for bronze is refused, and its note has room', async () => {
  const key = `${KEY}${'x'.repeat(1024 - Buffer.byteLength(KEY))}`;
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('v1', key)] });
  expect(await receive(doors, key, 'v1')).toMatchObject({ key, reason: 'F_KEY', bronzeKey: null });
  expect(s3.commandCalls(CopyObjectCommand)).toEqual([]);
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input.Key).toBe(
    `_refused/2026/01/03/20260102T030405.000Z,0,10,e,v1,body/${keyDigest(key)}.json`,
  );
});

test('a copy that fails otherwise fails the version and leaves no note', async () => {
  s3.on(CopyObjectCommand).rejects(new Error('slow down'));
  await expect(receive(doors, KEY, 'v1')).rejects.toThrow('slow down');
  expect(s3.commandCalls(PutObjectCommand)).toEqual([]);
});

test('a version that landing holds no more is a state, with no copy and no note', async () => {
  expect(await receive(doors, KEY, 'gone')).toEqual({
    key: KEY,
    versionId: 'gone',
    gone: expect.stringContaining('expired'),
  });
  expect(s3.commandCalls(PutObjectCommand)).toEqual([]);
});

test.each(['NoSuchVersion', 'AccessDenied'])(
  'a version that goes while it is copied is the same state, whatever S3 says: %s',
  async (name) => {
    s3.on(ListObjectVersionsCommand)
      .resolvesOnce({ Versions: [version('v1')] })
      .resolves({ Versions: [version('v2')] });
    s3.on(CopyObjectCommand).rejects(new S3ServiceException({ name, $fault: 'client', $metadata: {} }));
    expect(await receive(doors, KEY, 'v1')).toMatchObject({ versionId: 'v1', gone: expect.any(String) });
    expect(s3.commandCalls(PutObjectCommand)).toEqual([]);
  },
);

test('a version whose key is no safe name is refused, and its note is named by a digest', async () => {
  const unsafe = KEY.replace('Day 1', './Day 1');
  s3.on(ListObjectVersionsCommand).resolves({ Versions: [version('v1', unsafe)] });
  expect(await receive(doors, unsafe, 'v1')).toMatchObject({ reason: 'F_KEY', bronzeKey: null });
  expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input.Key).toBe(
    `_refused/2026/01/03/20260102T030405.000Z,0,10,e,v1,body/${keyDigest(unsafe)}.json`,
  );
});

test('of a CSV no byte is read', async () => {
  await receive(doors, KEY, 'v1');
  expect(s3.commandCalls(GetObjectCommand)).toEqual([]);
});
