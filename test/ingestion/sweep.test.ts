import { ListObjectsV2Command, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { type Doors, sweep } from '../../lambda/landing-sweep/sweep.ts';
import { noteKey, type Verdict } from '../../lib/contract/index.ts';
import { type ListedObject, objectsPage, versionsPage } from '../support/listed-bucket.ts';

const s3 = mockClient(S3Client);
const sqs = mockClient(SQSClient);
const doors: Doors = {
  s3: new S3Client({}),
  sqs: new SQSClient({}),
  landingBucket: 'landing',
  bronzeBucket: 'bronze',
  queueUrl: 'queue',
};
const LANDED = new Date('2026-11-28T12:00:00Z');

const landed = (name: string, LastModified = LANDED): ListedObject => ({ Key: `site=east/${name}`, LastModified });
const note = ({ Key: key, LastModified: at }: ListedObject, verdict: Verdict = 'received', writtenAt = at) => ({
  Key: noteKey(verdict, writtenAt, {
    key,
    versionId: 'v',
    etag: 'e',
    size: 1,
    landedAt: at.toISOString(),
    ordinal: 0,
  }),
  LastModified: writtenAt,
});
const many = (count: number, name: string, at = LANDED): ListedObject[] =>
  Array.from({ length: count }, (_, index) => landed(`${name}${String(index).padStart(7, '0')}`, at));

function hold(landing: ListedObject[], notes: ListedObject[]): void {
  const inOrder = [landing, notes].map((all) => all.sort((a, b) => (a.Key < b.Key ? -1 : 1)));
  s3.on(ListObjectVersionsCommand).callsFake((input) => versionsPage(inOrder[0] ?? [], input));
  s3.on(ListObjectsV2Command).callsFake((input) => objectsPage(inOrder[1] ?? [], input));
}

const queued = (): string[] =>
  sqs
    .commandCalls(SendMessageBatchCommand)
    .flatMap((call) => call.args[0].input.Entries ?? [])
    .map(({ MessageBody }) => JSON.parse(String(MessageBody)).detail.object.key);
const lists = (): number => s3.commandCalls(ListObjectsV2Command).length;

beforeEach(() => {
  s3.reset();
  sqs.reset();
  sqs.on(SendMessageBatchCommand).resolves({});
});

test('a version with no note of either kind is queued as its event would have been', async () => {
  const [one, two, three] = [landed('1'), landed('2'), landed('3')];
  hold([one, two, three], [note(one), note(three, 'refused')]);
  expect(await sweep(doors)).toEqual({ versions: 3, requeued: 1 });
  expect(sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input).toEqual({
    QueueUrl: 'queue',
    Entries: [
      { Id: '0', MessageBody: '{"detail":{"object":{"key":"site=east/2","version-id":"v"}}}', MessageGroupId: 'east' },
    ],
  });
});

test('what stands under no prefix of a site is queued in no group, so that it delays nobody', async () => {
  hold([{ Key: 'stray', LastModified: LANDED }], []);
  expect(await sweep(doors)).toEqual({ versions: 1, requeued: 1 });
  const [entry] = sqs.commandCalls(SendMessageBatchCommand)[0]?.args[0].input.Entries ?? [];
  expect(entry).toMatchObject({ MessageGroupId: undefined });
});

test('a note on a later day is seen, and so is one whose name is a digest', async () => {
  const [late, long] = [landed('late'), landed('x'.repeat(1000))];
  hold([late, long], [note(late, 'received', new Date('2026-12-24T00:00:00Z')), note(long)]);
  expect(await sweep(doors)).toEqual({ versions: 2, requeued: 0 });
});

test.each(['a b+c %2B,ü.csv', 'control\u0001character', 'line\nend'])(
  'a version and a note of %j find one another',
  async (name) => {
    const version = landed(name);
    hold([version], [note(version)]);
    expect(await sweep(doors)).toEqual({ versions: 1, requeued: 0 });
    hold([version], []);
    expect(await sweep(doors)).toEqual({ versions: 1, requeued: 1 });
    expect(queued()).toEqual([version.Key]);
  },
);

test('a note by a clock that is behind at midnight is seen', async () => {
  const early = landed('early', new Date('2026-11-28T00:00:01Z'));
  hold([early], [note(early, 'received', new Date('2026-11-27T23:59:59Z'))]);
  expect(await sweep(doors)).toEqual({ versions: 1, requeued: 0 });
});

test('of more versions than a page or a call takes, each that has no note is queued once', async () => {
  const all = many(2345, 'x');
  const missing = all.filter((_, index) => index % 7 === 0);
  hold(
    all,
    all.filter((each) => !missing.includes(each)).map((each) => note(each)),
  );
  expect(await sweep(doors)).toEqual({ versions: 2345, requeued: missing.length });
  expect(queued()).toEqual(missing.map(({ Key }) => Key));
});

test.each([10_000, 100_000])(
  'after %i notes of older days, the notes of the day take the same listings',
  async (old) => {
    const today = many(1500, 'new');
    const history = many(old, 'old', new Date('2026-10-01T00:00:00Z')).map((each) => note(each));
    hold(today, [...history, ...today.map((each) => note(each))]);
    expect(await sweep(doors)).toEqual({ versions: 1500, requeued: 0 });
    // One page of what was refused, two of what was received.
    expect(lists()).toBe(3);
  },
);

test('an empty landing needs no look at notes', async () => {
  hold(
    [],
    many(5000, 'old').map((each) => note(each)),
  );
  expect(await sweep(doors)).toEqual({ versions: 0, requeued: 0 });
  expect(lists()).toBe(0);
});

test('a queue that does not take all is an error', async () => {
  hold([landed('1')], []);
  sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [{ Id: '0', Code: 'x', SenderFault: false }] });
  await expect(sweep(doors)).rejects.toThrow('queue took 0 of 1 versions');
});
