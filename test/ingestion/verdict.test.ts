import { refuseByContent, refuseByName } from '../../lambda/landing-intake/verdict.ts';

const MAX = 1000;
const refuse = (name: string, size: number): ReturnType<typeof refuseByName> =>
  refuseByName({ key: name, versionId: 'v'.repeat(32), size }, MAX);
const key = (name: string): string => `site=north-refinery/feeder=sender/view=reactor/${name}`;

test.each([
  'a.csv',
  'a.txt',
  'run=1/a.parquet',
  'a.parquet.manifest.json',
  '.a.csv',
  '..a/...csv',
  'Day 1 + ü?#%20%2F{x}[1]*:=&,;@ 流量🜂.csv',
  '%2e%2e/a.csv',
])('%s of a fair size may pass', (name) => {
  expect(refuse(key(name), MAX)).toBeUndefined();
});

test.each([
  [key('a.csv'), 0, 'F_EMPTY', 'got 0 bytes'],
  [key('a.csv'), MAX + 1, 'F_TOO_LARGE', 'got 1001 bytes, wanted 1000 at most'],
  [key('notes.xlsx'), 1, 'F_TYPE', 'wanted a name that ends in .csv, .txt, .parquet, .manifest.json'],
  [key('settings.json'), 1, 'F_TYPE', 'wanted a name that ends in'],
  ['site=north-refinery/a.csv', 1, 'F_KEY', 'wanted site=<site>/feeder=<feeder>/view=<view>/<name>'],
  ['site=north-refinery/feeder=sender/view=_probe/a.txt', 1, 'F_PROBE', 'a probe of the airlock'],
  [key('/slash.csv'), 1, 'F_KEY', 'got the part "" between slashes'],
  [`/${key('a.csv')}`, 1, 'F_KEY', 'got the part "" between slashes'],
  [key('folder/'), 0, 'F_KEY', 'got the part "" between slashes'],
  [key('./a.csv'), 1, 'F_KEY', 'got the part "." between slashes'],
  [key('a/../b.csv'), 1, 'F_KEY', 'got the part ".." between slashes'],
  [key('..'), 1, 'F_KEY', 'got the part ".." between slashes'],
  [key('a\nb.csv'), 1, 'F_KEY', 'got the character U+000A, wanted none that controls'],
  [key('a\u0000.csv'), 1, 'F_KEY', 'got the character U+0000'],
  [key('a\u0085.csv'), 1, 'F_KEY', 'got the character U+0085'],
  [key('a\u2028.csv'), 1, 'F_KEY', 'got the character U+2028'],
  [key('2026\\a.csv'), 1, 'F_KEY', 'got a backslash'],
  ['site=UPPER/feeder=sender/view=reactor/a.csv', 1, 'F_KEY', 'wanted site=<site>'],
])('%s of %i bytes is refused with %s', (name, size, reason, detail) => {
  expect(refuse(name, size)).toEqual({ reason, detail: expect.stringContaining(detail) });
});

test('a key that leaves its version id no room in bronze is refused, and one byte less may pass', () => {
  const longest = key(`${'ü'.repeat(470)}.csv`);
  expect(Buffer.byteLength(longest)).toBe(991);
  expect(refuse(longest, 1)).toBeUndefined();
  expect(refuse(longest.replace('ü', 'üx'), 1)).toEqual({
    reason: 'F_KEY',
    detail: 'got a key of 1025 bytes with its version id, wanted 1024 at most',
  });
});

test('a Parquet name on another content is refused with what the content began with', () => {
  expect(refuseByContent(Buffer.from('PK\u0003\u0004'))).toEqual({
    reason: 'F_TYPE',
    detail: 'got a file that begins with "PK\\u0003\\u0004", wanted "PAR1"',
  });
});

test.each(['PAR1', 'PAR1 and the rest of the file'])('a Parquet content may pass: %s', (content) => {
  expect(refuseByContent(Buffer.from(content))).toBeUndefined();
});
