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
  const place = trend.gold.findLastIndex(([time]) => time <= at);
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
  const last = readings.findLast((reading) => reading.at <= at);
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
  const distance = (reading: Reading): number => Math.abs(reading.at - at);
  const near = readings.filter((reading) => distance(reading) <= reach).sort((a, b) => distance(a) - distance(b));
  return near.find(({ wrong }) => wrong) ?? near[0] ?? readings.findLast((reading) => reading.at <= at);
}
