import type { TagPoints } from '../../tools/report/data.ts';
import { stretchesOf } from '../../tools/report/stretches.ts';
import { seriesOf } from '../../tools/report/trend-series.ts';
import { data, POINTS } from './report-data.ts';

const [tag] = data().trends.flatMap(({ tags }) => tags);
if (tag === undefined) throw new Error('wanted one tag');

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

test('times that follow each other evenly take three numbers', () => {
  expect(seriesOf(tag, POINTS).times).toEqual([START, MINUTE, 9]);
  const uneven = { ...POINTS, readings: POINTS.readings.filter((_, at) => at !== 2) };
  expect(seriesOf(tag, uneven).times).toEqual([START, MINUTE, 1, 2 * MINUTE, 1, MINUTE, 6]);
});

test('a bad reading keeps its state and what was sent', () => {
  expect(seriesOf(tag, POINTS).bad).toEqual([[4, 'System state “I/O Timeout”', 'E/A-Zeitüberschreitung']]);
});

test('what was sent is named only where it is not the cleaned value', () => {
  expect(seriesOf(tag, POINTS).sent).toEqual([7, 8, 9].map((place) => [place, 1, 'bar']));
});

test('gold says which grid times are not good all through', () => {
  expect(seriesOf(tag, POINTS).shares).toEqual([[4, 0]]);
});

test('a gap after the last good reading went stale says so', () => {
  const silent = { ...POINTS, readings: POINTS.readings.slice(0, 3) };
  expect(stretchesOf(tag, silent).map(({ what, why }) => [what, why])).toEqual([
    ['Gap in gold', 'no reading for more than 10 min'],
  ]);
});

test('neighbours with different reasons are stretches of their own', () => {
  const empty: TagPoints['readings'][number] = [START + 5 * MINUTE, null, 'bad', 'VALUE_EMPTY', '', null, null];
  const two = { readings: POINTS.readings.map((reading, at) => (at === 5 ? empty : reading)), gold: [] };
  expect(stretchesOf(tag, two).map(({ why, until }) => [why, until])).toEqual([
    ['System state “I/O Timeout”', START + 5 * MINUTE],
    ['The cell is empty', START + 6 * MINUTE],
    ['bar converted to kPa', undefined],
  ]);
});
