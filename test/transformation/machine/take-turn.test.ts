import { GetObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, ExecutionDoesNotExist, type ExecutionStatus, SFNClient } from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { takeTurn } from '../../../lambda/take-turn/turn.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const s3 = mockClient(S3Client);
const sfn = mockClient(SFNClient);
const statuses = new Map<string, ExecutionStatus>();
let held: { body: string; etag: string; at: Date } | undefined;

const taken = (status = 412): S3ServiceException =>
  new S3ServiceException({ name: 'taken', $fault: 'client', $metadata: { httpStatusCode: status } });
const take = (execution: string, now = NOW): Promise<string | undefined> =>
  takeTurn({ s3: new S3Client({}), sfn: new SFNClient({}), bucket: 'silver' }, execution, now);

beforeEach(() => {
  held = undefined;
  statuses.clear();
  s3.reset();
  sfn.reset();
  s3.on(PutObjectCommand).callsFake(({ Body, IfNoneMatch, IfMatch }) => {
    if (IfNoneMatch === '*' ? held !== undefined : held?.etag !== IfMatch) throw taken();
    held = { body: String(Body), etag: `"${Math.random()}"`, at: NOW };
    return {};
  });
  s3.on(GetObjectCommand).callsFake(() => ({
    Body: { transformToString: async () => held?.body },
    ETag: held?.etag,
    LastModified: held?.at,
  }));
  sfn.on(DescribeExecutionCommand).callsFake(({ executionArn }) => {
    const status = statuses.get(executionArn);
    if (status === undefined) throw new ExecutionDoesNotExist({ message: 'unknown', $metadata: {} });
    return { status };
  });
});

test('the first execution of all takes the turn, and keeps it when it asks again', async () => {
  expect(await take('a')).toBeUndefined();
  expect(await take('a')).toBeUndefined();
});

test('another one is told who has the turn, as long as that one runs', async () => {
  await take('a');
  statuses.set('a', 'RUNNING');
  expect(await take('b')).toBe('a');
});

test.each(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const)(
  'of one that %s the turn is free, whether or not it gave it back',
  async (status) => {
    await take('a');
    statuses.set('a', status);
    expect(await take('b')).toBeUndefined();
    statuses.set('b', 'RUNNING');
    expect(await take('c')).toBe('b');
  },
);

test('of two that find it free the one whose write comes second is told the first', async () => {
  await take('a');
  statuses.set('a', 'SUCCEEDED');
  statuses.set('b', 'RUNNING');
  s3.on(PutObjectCommand, { IfNoneMatch: '*' }).callsFake(() => {
    // While c looks, b takes the turn.
    throw taken();
  });
  sfn.on(DescribeExecutionCommand, { executionArn: 'a' }).callsFakeOnce(() => {
    held = { body: JSON.stringify({ holder: 'b' }), etag: '"of b"', at: NOW };
    return { status: 'SUCCEEDED' };
  });
  expect(await take('c')).toBe('b');
});

test('two writes at once are one that came too late', async () => {
  await take('a');
  statuses.set('a', 'RUNNING');
  s3.on(PutObjectCommand).rejects(taken(409));
  expect(await take('b')).toBe('a');
});

test('one that Step Functions does not know yet has the turn, and one that it has forgotten has not', async () => {
  await take('a');
  expect(await take('b', new Date(NOW.getTime() + 60_000))).toBe('a');
  expect(await take('b', new Date(NOW.getTime() + 3_600_000))).toBeUndefined();
});

test('where S3 does not answer, nobody is told that the turn is free', async () => {
  s3.on(PutObjectCommand).rejects(taken(503));
  await expect(take('a')).rejects.toThrow();
});
