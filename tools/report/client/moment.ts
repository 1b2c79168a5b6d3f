import { utc } from '../format.ts';
import { gapWords } from '../words.ts';
import type { Reading, Trend } from './decode.ts';

/** One line of what is known of a moment. */
export interface Line {
  readonly kind: 'time' | 'gold' | 'sent' | 'bad';
  readonly text: string;
}

/** Lines about a moment; `reach` is the time, in ms, within which the pointer means a reading. */
export function linesAt(trend: Trend, at: number, reach: number): Line[] {
  const lines: Line[] = [{ kind: 'time', text: utc(at) }];
  const place = lastAtOrBefore(trend.gold, ([time]) => time, at);
  if (place >= 0) lines.push({ kind: 'gold', text: goldWords(trend, place) });
  const reading = readingNear(trend.readings, at, reach);
  if (reading) lines.push({ kind: reading.wrong ? 'bad' : 'sent', text: readingWords(reading, trend.unit) });
  return lines;
}

function goldWords(trend: Trend, place: number): string {
  const [at = 0, value = null] = trend.gold[place] ?? [];
  const share = `${trend.shares[place]?.[1]} % good`;
  return value === null
    ? `Gold: no value, ${whyNoValue(trend, at)}; ${share}`
    : `Gold: ${withUnit(value, trend.unit)}, ${share}`;
}

function whyNoValue({ readings, staleAfter }: Trend, at: number): string {
  const last = readings[lastAtOrBefore(readings, (reading) => reading.at, at)];
  return gapWords(last && last.wrong !== undefined, staleAfter);
}

function readingWords({ at, value, wrong, doubt, sent }: Reading, unit: string): string {
  if (wrong) return `Bad reading at ${utc(at)}: ${wrong}${sent ? `; sent as “${sent}”` : ''}`;
  const remark = doubt ? `, ${doubt}` : '';
  return `Reading at ${utc(at)}: ${withUnit(value ?? 'text', unit)}${sent ? `, sent as ${sent}` : ''}${remark}`;
}

function withUnit(value: number | string, unit: string): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}

/** The reading nearest to a moment, a bad one before any other within reach; without one the last before it. */
function readingNear(readings: readonly Reading[], at: number, reach: number): Reading | undefined {
  const first = lastAtOrBefore(readings, (reading) => reading.at, at - reach);
  const last = lastAtOrBefore(readings, (reading) => reading.at, at + reach);
  const near = readings.slice(first + 1, last + 1).sort((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at));
  return near.find(({ wrong }) => wrong) ?? near[0] ?? readings[first];
}

function lastAtOrBefore<T>(all: readonly T[], timeOf: (each: T) => number, at: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = all[middle];
    if (each !== undefined && timeOf(each) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
