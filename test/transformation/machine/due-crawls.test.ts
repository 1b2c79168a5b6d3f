import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { dueCrawls } from '../../../lambda/due-crawls/due.ts';
import { type CrawlPlan, MOST_CRAWLS, noteKey } from '../../../lib/contract/index.ts';
import { type ListedObject, objectsPage } from '../../support/listed-bucket.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(NOW.getTime() - hours * 3_600_000);
const FILES = 'site=x/feeder=sender/view=reactor/';
const STREAM = `${FILES}stream/`;
const bronze: CrawlPlan = { name: 'bronze', bucket: 'bronze', places: [FILES], except: STREAM, daily: true };
const stream: CrawlPlan = { name: 'stream', bucket: 'bronze', places: [STREAM], daily: true };
const delta: CrawlPlan = {
  name: 'silver',
  bucket: 'silver',
  places: ['delta/tag/_delta_log/', 'delta/pi_event/_delta_log/'],
  daily: false,
};
const many = Array.from({ length: MOST_CRAWLS + 1 }, (_, index) => ({ ...bronze, name: `many-${index}` }));

const s3 = mockClient(S3Client);
const lastCrawl = new Map<string, Date>();
const held: (ListedObject & { readonly bucket: string })[] = [];

const object = (key: string, at: Date, bucket = 'bronze') => held.push({ bucket, Key: key, LastModified: at });
/** An object of bronze with its note. */
const arrived = (key: string, at: Date): void => {
  object(key, at);
  const version = { versionId: 'v', etag: 'e', size: 5, landedAt: at.toISOString(), ordinal: 0 };
  object(noteKey('received', at, { key, ...version }), at);
};
const due = (...plans: CrawlPlan[]): Promise<string[]> => {
  const crawled = plans.map((plan) => ({ plan, last: lastCrawl.get(plan.name) }));
  return dueCrawls({ s3: new S3Client({}), bronzeBucket: 'bronze' }, crawled, NOW);
};

beforeEach(() => {
  lastCrawl.clear();
  held.length = 0;
  s3.reset();
  s3.on(ListObjectsV2Command).callsFake((input) =>
    objectsPage(
      held.filter(({ bucket }) => bucket === input.Bucket).sort((a, b) => (a.Key < b.Key ? -1 : 1)),
      input,
    ),
  );
});

test('nothing is due where nothing is, or where all was there when it was last crawled', async () => {
  expect(await due(bronze, stream, delta)).toEqual([]);
  arrived(`${FILES}a`, hoursAgo(50));
  object('delta/tag/_delta_log/0.json', hoursAgo(50), 'silver');
  for (const { name } of [bronze, stream, delta]) lastCrawl.set(name, hoursAgo(30));
  expect(await due(bronze, stream, delta)).toEqual([]);
});

test('what was never crawled is due with its first object', async () => {
  arrived(`${FILES}a`, hoursAgo(50));
  object('delta/tag/_delta_log/0.json', hoursAgo(1), 'silver');
  expect(await due(bronze, stream, delta)).toEqual(['bronze', 'silver']);
});

test('a view that came since is due at once, and one more object of a known view a day later', async () => {
  arrived(`${FILES}a`, hoursAgo(50));
  arrived(`${FILES}b`, hoursAgo(1));
  lastCrawl.set('bronze', hoursAgo(20));
  expect(await due(bronze)).toEqual([]);
  lastCrawl.set('bronze', hoursAgo(24));
  expect(await due(bronze)).toEqual(['bronze']);
  arrived('site=x/feeder=sender/view=other/a', hoursAgo(1));
  lastCrawl.set('bronze', hoursAgo(2));
  expect(await due({ ...bronze, places: [...bronze.places, 'site=x/feeder=sender/view=other/'] })).toEqual(['bronze']);
});

test('what is streamed is a reason to crawl the stream and not the files', async () => {
  arrived(`${FILES}a`, hoursAgo(50));
  arrived(`${STREAM}a`, hoursAgo(50));
  arrived(`${STREAM}b`, hoursAgo(1));
  for (const { name } of [bronze, stream]) lastCrawl.set(name, hoursAgo(30));
  expect(await due(bronze, stream)).toEqual(['stream']);
});

test('a Delta table is due when it first has a log, and never again for what is committed', async () => {
  object('delta/tag/_delta_log/0.json', hoursAgo(500), 'silver');
  object('delta/tag/_delta_log/1.json', hoursAgo(1), 'silver');
  lastCrawl.set('silver', hoursAgo(400));
  expect(await due(delta)).toEqual([]);
  object('delta/pi_event/_delta_log/0.json', hoursAgo(1), 'silver');
  expect(await due(delta)).toEqual(['silver']);
});

test('the one that waits longest comes first, and no more than an execution has room for', async () => {
  arrived(`${FILES}a`, hoursAgo(50));
  arrived(`${FILES}b`, hoursAgo(1));
  for (const [index, { name }] of many.entries()) lastCrawl.set(name, hoursAgo(30 + (index % 7)));
  const found = await due(...many);
  expect(found).toHaveLength(MOST_CRAWLS);
  expect(found[0]).toBe('many-6');
});

test.each([10_000, 100_000])('after %i notes of older days one page of notes is listed', async (old) => {
  arrived(`${FILES}a`, hoursAgo(50));
  lastCrawl.set('bronze', hoursAgo(24));
  for (let index = 0; index < old; index += 1) {
    const version = { versionId: `v${index}`, etag: 'e', size: 5, landedAt: NOW.toISOString(), ordinal: 0 };
    object(noteKey('received', hoursAgo(24 * 40), { key: `${FILES}a`, ...version }), hoursAgo(24 * 40));
  }
  arrived(`${FILES}b`, hoursAgo(1));
  expect(await due(bronze)).toEqual(['bronze']);
  expect(s3.commandCalls(ListObjectsV2Command)).toHaveLength(2);
});
