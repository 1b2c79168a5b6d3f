import type { TagPoints, TagTrend } from './data.ts';
import { type Run, runsOf } from './runs.ts';
import { wrongOf } from './trend-series.ts';
import { gapWords } from './words.ts';

/** Something that lasted, in ms since 1970: bad readings of one reason, readings converted from one unit, or a gap in gold. */
export interface Stretch extends Omit<Run<never>, 'points'> {
  readonly what: 'Bad readings' | 'Sent in another unit' | 'Gap in gold';
  /** Different texts as the plant sent them. */
  readonly sent: readonly string[];
  readonly points: number;
}

interface Point {
  readonly at: number;
  readonly why: string | undefined;
  readonly sent?: string;
}

/** All that happened to a tag, in order of time. */
export function stretchesOf(tag: TagTrend, { readings, gold }: TagPoints): Stretch[] {
  const bad = readings.map((reading) => ({
    at: reading[0],
    why: reading[2] === 'bad' ? wrongOf(reading) : undefined,
    sent: reading[4] ?? '',
  }));
  const converted = readings.map(([at, , quality, , , sentUnit]) => {
    const isConverted = quality !== 'bad' && !!sentUnit && !!tag.unit && sentUnit.trim() !== tag.unit;
    return { at, why: isConverted ? `${sentUnit} converted to ${tag.unit}` : undefined };
  });
  const whyNoValue = (at: number): string => {
    const last = readings.findLast(([ms]) => ms <= at);
    return gapWords(last && last[2] === 'bad', tag.stale_after_s);
  };
  const gaps = gold.map(([at, value]) => ({ at, why: value === null ? whyNoValue(at) : undefined }));
  return [
    ...stretches('Bad readings', bad),
    ...stretches('Sent in another unit', converted),
    ...stretches('Gap in gold', gaps),
  ].sort((a, b) => a.from - b.from);
}

function stretches(what: Stretch['what'], all: readonly Point[]): Stretch[] {
  return runsOf(all).map(({ points, ...run }) => ({
    ...run,
    what,
    sent: [...new Set(points.flatMap(({ sent }) => sent ?? []))],
    points: points.length,
  }));
}
