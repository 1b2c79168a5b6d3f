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
  /** Stretches that the plant sent in another unit than the tag's. */
  readonly otherUnits: readonly OtherUnit[];
  readonly gold: Point[];
  /** Percent of good time from each grid time. */
  readonly shares: Point[];
  /** Stretches in which gold has no value. */
  readonly gaps: readonly Gap[];
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

interface OtherUnit extends Gap {
  readonly unit: string;
}

export function decode(series: Series): Trend {
  const { label, unit, step, staleAfter } = series;
  const times = timesOf(series.times);
  const goldTimes = timesOf(series.goldTimes);
  const sent = new Map(
    series.sent.flatMap(([place, number, sentIn]) => (isOther(sentIn, unit) ? [] : [[place, number]])),
  );
  const shares = new Map(series.shares);
  return {
    label,
    unit,
    step,
    staleAfter,
    readings: readingsOf(series, times),
    sent: brokenWhereStale(
      times.map((at, place): Point => [at, sent.get(place) ?? series.values[place] ?? null]),
      staleAfter,
    ),
    otherUnits: otherUnitsOf(series, times),
    gold: goldTimes.map((at, place) => [at, series.goldValues[place] ?? null]),
    shares: goldTimes.map((at, place) => [at, shares.get(place) ?? 100]),
    gaps: gapsOf(goldTimes, series.goldValues),
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

/** From the first reading of another unit to the first one after it that is not. */
function otherUnitsOf({ sent, unit }: Series, times: readonly number[]): OtherUnit[] {
  const stretches: OtherUnit[] = [];
  for (const [place, , sentIn] of sent) {
    const from = times[place];
    if (from === undefined || !isOther(sentIn, unit)) continue;
    const to = times[place + 1] ?? from;
    const last = stretches.at(-1);
    const goesOn = last?.unit === sentIn && last.to === from;
    if (goesOn) stretches.pop();
    stretches.push({ from: goesOn ? last.from : from, to, unit: sentIn });
  }
  return stretches;
}

function isOther(sentIn: string, unit: string): boolean {
  return sentIn !== '' && sentIn !== unit;
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
