import type { Series } from '../trend-series.ts';

/** A reading as the pointer tells of it; `at` in ms since 1970. */
export interface Reading {
  readonly at: number;
  readonly value: number | null;
  /** What is wrong with a bad one. */
  readonly wrong?: string;
  /** Why the historian itself doubts a good one. */
  readonly doubt?: string;
  /** As sent, where that is not the cleaned value. */
  readonly sent?: string;
}

type Point = [at: number, value: number | null];

/** One tag, ready to draw; times in ms since 1970. */
export interface Trend extends Pick<Series, 'label' | 'unit' | 'step'> {
  readonly readings: readonly Reading[];
  /** What the plant sent, where it was a number. */
  readonly sent: Point[];
  readonly gold: Point[];
  /** Percent of good time from each grid time. */
  readonly shares: Point[];
  /** Where gold has no value. */
  readonly gaps: readonly Gap[];
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

export function decode(series: Series): Trend {
  const { label, unit, step } = series;
  const times = timesOf(series.times);
  const goldTimes = timesOf(series.goldTimes);
  const sent = new Map(series.sent.map(([place, number]) => [place, number]));
  const shares = new Map(series.shares);
  return {
    label,
    unit,
    step,
    readings: readingsOf(series, times),
    sent: times.map((at, place) => [at, sent.get(place) ?? series.values[place] ?? null]),
    gold: goldTimes.map((at, place) => [at, series.goldValues[place] ?? null]),
    shares: goldTimes.map((at, place) => [at, shares.get(place) ?? 100]),
    gaps: gapsOf(goldTimes, series.goldValues),
  };
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

function gapsOf(times: readonly number[], values: Series['goldValues']): Gap[] {
  const gaps: Gap[] = [];
  times.forEach((at, place) => {
    if (values[place] !== null) return;
    const to = times[place + 1] ?? at;
    const last = gaps.at(-1);
    if (last?.to === at) gaps.pop();
    gaps.push({ from: last?.to === at ? last.from : at, to });
  });
  return gaps;
}
