import { runsOf } from '../runs.ts';
import type { Series } from '../trend-series.ts';

/** A reading as the pointer tells of it; `at` in ms since 1970. */
export interface Reading {
  readonly at: number;
  readonly value: number | null;
  /** Fault of a bad one. */
  readonly wrong?: string;
  /** Why the historian itself doubts a good one. */
  readonly doubt?: string;
  /** As sent, where that is not the cleaned value. */
  readonly sent?: string;
}

type Point = [at: number, value: number | null];

/** One tag, ready to draw; times in ms since 1970. */
export interface Trend extends Pick<Series, 'label' | 'unit' | 'step' | 'staleAfter'> {
  readonly readings: readonly Reading[];
  /** Values as the plant sent them, where they were numbers; in the tag's unit, whatever it was sent in. */
  readonly sent: Point[];
  readonly gold: Point[];
  /** Percent of good time from each grid time. */
  readonly shares: Point[];
  /** Stretches of bad readings, each of one fault. */
  readonly bad: readonly Area[];
  /** Stretches that the plant sent in another unit than the tag's, which is their cause. */
  readonly otherUnits: readonly Area[];
  /** Stretches in which gold has no value. */
  readonly gaps: readonly Area[];
}

interface Area {
  readonly from: number;
  readonly to: number;
  readonly why: string;
}

export function decode(series: Series): Trend {
  const { label, unit, step, staleAfter, values, goldValues } = series;
  const times = timesOf(series.times);
  const goldTimes = timesOf(series.goldTimes);
  const isOther = (sentIn: string): boolean => sentIn !== '' && sentIn !== unit;
  const sent = new Map(series.sent.flatMap(([place, number, sentIn]) => (isOther(sentIn) ? [] : [[place, number]])));
  const otherUnits = new Map(series.sent.map(([place, , sentIn]) => [place, isOther(sentIn) ? sentIn : undefined]));
  const shares = new Map(series.shares);
  const readings = readingsOf(series, times);
  return {
    label,
    unit,
    step,
    staleAfter,
    readings,
    sent: brokenWhereStale(
      times.map((at, place): Point => [at, sent.get(place) ?? values[place] ?? null]),
      staleAfter,
    ),
    gold: goldTimes.map((at, place) => [at, goldValues[place] ?? null]),
    shares: goldTimes.map((at, place) => [at, shares.get(place) ?? 100]),
    bad: areasOf(times, (place) => readings[place]?.wrong),
    otherUnits: areasOf(times, (place) => otherUnits.get(place)),
    gaps: areasOf(goldTimes, (place) => (goldValues[place] === null ? 'no value' : undefined)),
  };
}

/** With a hole after each reading that nobody renewed in time: no line may be drawn to the next one. */
function brokenWhereStale(points: readonly Point[], staleAfter: number | null): Point[] {
  const reach = (staleAfter ?? Number.POSITIVE_INFINITY) * 1000;
  return points.flatMap((point, place): Point[] => {
    const next = points[place + 1];
    return next !== undefined && next[0] - point[0] > reach ? [point, [point[0] + reach, null]] : [point];
  });
}

function timesOf([first, ...runs]: Series['times']): number[] {
  if (first === undefined) return [];
  const times = [first];
  let last = first;
  for (let run = 0; run < runs.length; run += 2) {
    for (let count = runs[run + 1] ?? 0; count > 0; count -= 1) {
      last += runs[run] ?? 0;
      times.push(last);
    }
  }
  return times;
}

function readingsOf(series: Series, times: readonly number[]): Reading[] {
  const sent = new Map(series.sent.map(([place, number, unit]) => [place, { sent: `${number} ${unit}`.trimEnd() }]));
  const doubted = new Map(series.doubted.map(([place, doubt]) => [place, { doubt }]));
  const bad = new Map(series.bad.map(([place, wrong, text]) => [place, { wrong, sent: text }]));
  return times.map((at, place) => ({
    at,
    value: series.values[place] ?? null,
    ...sent.get(place),
    ...doubted.get(place),
    ...bad.get(place),
  }));
}

/** Times of one cause, each stretch up to the next time without it or the last time at all. */
function areasOf(times: readonly number[], why: (place: number) => string | undefined): Area[] {
  const end = times.at(-1) ?? 0;
  return runsOf(times.map((at, place) => ({ at, why: why(place) }))).map(({ why, from, until = end }) => ({
    from,
    to: until,
    why,
  }));
}
