import { decode } from '../../tools/report/client/decode.ts';
import { linesAt } from '../../tools/report/client/moment.ts';
import type { TagPoints } from '../../tools/report/data.ts';
import { seriesOf } from '../../tools/report/trend-series.ts';
import { data, POINTS } from './report-data.ts';

const [tag] = data().trends.flatMap(({ tags }) => tags);
if (tag === undefined) throw new Error('wanted one tag');

const trend = decode(seriesOf(tag, POINTS));
const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const textAt = (minute: number, reach = 0): string[] =>
  linesAt(trend, START + minute * MINUTE, reach).map(({ text }) => text);

test('what the page draws is what the reader found', () => {
  expect(trend.readings.map(({ at, value }) => [at, value])).toEqual(POINTS.readings.map(([at, value]) => [at, value]));
  expect(trend.gold).toEqual(POINTS.gold.map(([at, value]) => [at, value]));
  expect(trend.shares).toEqual(POINTS.gold.map(([at, , share]) => [at, share]));
});

test('a value sent in another unit is drawn in the tag’s own, and none where no number was sent', () => {
  expect(trend.sent.map(([, value]) => value)).toEqual([100.5, 100.5, 100.5, 100.5, null, 100.5, 100.5, 100, 100, 100]);
});

test('a value that was cleaned in its own unit is drawn as it was sent', () => {
  const readings = POINTS.readings.map((reading, place): TagPoints['readings'][number] =>
    place === 0 ? [reading[0], 100.5, 'good', null, '90', 'kPa', null] : reading,
  );
  expect(decode(seriesOf(tag, { ...POINTS, readings })).sent[0]).toEqual([START, 90]);
});

test('a stretch sent in another unit is marked with it, up to the next reading that is not', () => {
  const [first, ...rest] = POINTS.readings.slice(6, 9);
  if (first === undefined) throw new Error('wanted a reading');
  const readings = [...rest, [START + 12 * MINUTE, ...first.slice(1)]] as TagPoints['readings'];
  expect(decode(seriesOf(tag, { ...POINTS, readings })).otherUnits).toEqual([
    { from: START + 7 * MINUTE, to: START + 12 * MINUTE, why: 'bar' },
  ]);
});

test('no line is drawn from a reading to one that came after the first was too old', () => {
  const readings = POINTS.readings.slice(0, 2).map(([at, ...reading], place) => [at + place * 20 * MINUTE, ...reading]);
  const { sent } = decode(seriesOf(tag, { ...POINTS, readings: readings as TagPoints['readings'] }));
  expect(sent).toEqual([
    [START, 100.5],
    [START + 10 * MINUTE, null],
    [START + 21 * MINUTE, 100.5],
  ]);
});

test('a gap lasts until gold has a value again', () => {
  expect(trend.gaps).toEqual([{ from: START + 4 * MINUTE, to: START + 5 * MINUTE, why: 'no value' }]);
});

test('neighbouring gaps are one', () => {
  const gold = POINTS.gold.map(([at, value, share], place): TagPoints['gold'][number] => [
    at,
    place >= 3 && place < 6 ? null : value,
    share,
  ]);
  expect(decode(seriesOf(tag, { ...POINTS, gold })).gaps).toEqual([
    { from: START + 3 * MINUTE, to: START + 6 * MINUTE, why: 'no value' },
  ]);
});

test('the pointer tells reason and text of a bad reading', () => {
  expect(textAt(4)).toEqual([
    '2026-01-01 00:04:00 UTC',
    'Gold: no value, the last reading is bad; 0 % good',
    'Bad reading at 2026-01-01 00:04:00 UTC: System state “I/O Timeout”; sent as “E/A-Zeitüberschreitung”',
  ]);
});

test('the pointer tells that a gap is due to a reading that nobody renewed', () => {
  const silent = decode(seriesOf(tag, { ...POINTS, readings: POINTS.readings.slice(0, 2) }));
  expect(linesAt(silent, START + 4 * MINUTE, 0)[1]?.text).toBe(
    'Gold: no value, no reading for more than 10 min; 0 % good',
  );
});

test('the pointer tells what a converted reading was sent as', () => {
  expect(textAt(7).at(-1)).toBe('Reading at 2026-01-01 00:07:00 UTC: 100 kPa, sent as 1 bar');
});

test('a bad reading within reach comes before a nearer good one', () => {
  expect(textAt(5, 2 * MINUTE).at(-1)).toMatch(/^Bad reading at 2026-01-01 00:04:00 UTC/);
});

test('where no reading is within reach the last one before counts', () => {
  expect(textAt(6.5).at(-1)).toMatch(/^Reading at 2026-01-01 00:06:00 UTC/);
});
