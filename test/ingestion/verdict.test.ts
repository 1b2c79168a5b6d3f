import { refuseByContent, refuseByName } from '../../lambda/landing-intake/verdict.ts';

const MAX = 1000;
const key = (name: string): string => `site=north-refinery/feeder=sender/view=reactor/${name}`;

test.each(['a.csv', 'a.txt', 'run=1/a.parquet', 'a.parquet.manifest.json'])('%s of a fair size may pass', (name) => {
  expect(refuseByName(key(name), MAX, MAX)).toBeUndefined();
});

test.each([
  [key('a.csv'), 0, 'F_EMPTY', 'got 0 bytes'],
  [key('a.csv'), MAX + 1, 'F_TOO_LARGE', 'got 1001 bytes, wanted 1000 at most'],
  [key('notes.xlsx'), 1, 'F_TYPE', 'wanted a name that ends in .csv, .txt, .parquet, .manifest.json'],
  [key('settings.json'), 1, 'F_TYPE', 'wanted a name that ends in'],
  ['site=north-refinery/a.csv', 1, 'F_KEY', 'wanted site=<site>/feeder=<feeder>/view=<view>/<name>'],
  ['site=north-refinery/feeder=sender/view=_probe/a.txt', 1, 'F_PROBE', 'a probe of the airlock'],
  ['site=UPPER/feeder=sender/view=reactor/a.csv', 1, 'F_KEY', 'wanted site=<site>'],
])('%s of %i bytes is refused with %s', (name, size, reason, detail) => {
  expect(refuseByName(name, size, MAX)).toEqual({ reason, detail: expect.stringContaining(detail) });
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
