import { keyDigest, type NotedVersion, noteKey, notesSince, parseNoteKey } from '../../lib/contract/index.ts';

const WRITTEN = new Date('2026-11-28T21:33:40.001Z');
const version = (key: string, versionId = 'v1'): NotedVersion => ({
  key,
  versionId,
  etag: 'd41d8cd98f00b204e9800998ecf8427e-2',
  size: 1234,
  landedAt: '2026-11-27T21:33:39.123Z',
  ordinal: 7,
});
const told = ({ key, ...rest }: NotedVersion): object => ({ ...rest, name: key, isDigest: false });

test('a note lies under the UTC day on which it was written, and its key tells of the version', () => {
  expect(noteKey('received', WRITTEN, version('site=a/feeder=b/view=c/x.csv'))).toBe(
    '_received/2026/11/28/20261127T213339.123Z,7,1234,d41d8cd98f00b204e9800998ecf8427e-2,v1/site=a/feeder=b/view=c/x.csv.json',
  );
});

test.each([
  ['site=a/feeder=b/view=c/x.csv', 'v1'],
  ['site=a/feeder=b/view=c/Tag 1, 100 % + ü 流量.csv', 'v.1.json'],
  ['a,body/b.json', 'body'],
  ['a/_received/2026/11/28/x', '.,/%2C "+\u00a0é'],
  ['line line.json.json', 'null'],
  ['%E0%A4%A', '%'],
  [`${'ü'.repeat(450)}.csv`, 'v1'],
])('the key of a note on %j, version %j, is read as it was written', (key, versionId) => {
  const parsed = parseNoteKey(noteKey('refused', WRITTEN, version(key, versionId)));
  expect(parsed).toEqual({ verdict: 'refused', day: '2026/11/28', ...told(version(key, versionId)) });
});

test('the longest landing key that fits stands whole in the key, and one byte more is a digest', () => {
  const room = 1024 - Buffer.byteLength(noteKey('received', WRITTEN, version('x'))) + 1;
  const fits = `${'x'.repeat(room % 2)}${'ü'.repeat(Math.floor(room / 2))}`;
  expect(parseNoteKey(noteKey('received', WRITTEN, version(fits)))).toMatchObject({ name: fits, isDigest: false });
  const digest = keyDigest(`x${fits}`);
  const long = noteKey('received', WRITTEN, version(`x${fits}`));
  expect(long).toMatch(new RegExp(`^_received/2026/11/28/[^/]+,v1,body/${digest}[.]json$`));
  expect(parseNoteKey(long)).toMatchObject({ versionId: 'v1', name: digest, isDigest: true });
});

test.each(['a//b.csv', 'a/../b.csv', 'line\nline.csv'])('the key of a note on %j has a digest in its place', (key) => {
  expect(parseNoteKey(noteKey('refused', WRITTEN, version(key)))).toMatchObject({
    name: keyDigest(key),
    isDigest: true,
  });
});

test.each([
  'site=a/feeder=b/view=c/x.csv.v1',
  '_received/site=a/feeder=b/view=c/x.csv.v1.json',
  '_received/2026/11/28/20261127T213339.123Z,7,1234,e,v1/site=a/x.csv',
  '_received/2026/11/28/20261127T213339.123Z,7,1234,e,v1,other/x.json',
  '_received/2026/11/28/20261127T213339.123Z,seven,1234,e,v1/x.json',
  '_exchange/2026/11/28/20261127T213339.123Z,7,1234,e,v1/x.json',
])('%s is no note', (key) => {
  expect(parseNoteKey(key)).toBeUndefined();
});

test.each([
  ['2026-11-28T01:00:00.000Z', '_received/2026/11/28/'],
  ['2026-11-28T00:59:59.999Z', '_received/2026/11/27/'],
  ['2027-01-01T00:00:00.000Z', '_received/2026/12/31/'],
])('what was written at %s or later lies after %s, since a day stays open for an hour', (moment, folder) => {
  expect(notesSince('received', new Date(moment))).toBe(folder);
});
