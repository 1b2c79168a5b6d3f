import type { TagTrend } from './data.ts';
import { wrongOf } from './trend-series.ts';
import { gapWords } from './words.ts';

/** Something that lasted: bad readings of one reason, readings converted from one unit, or a gap in gold. */
export interface Stretch {
  readonly what: 'Bad readings' | 'Sent in another unit' | 'Gap in gold';
  /** ms since 1970. */
  readonly from: number;
  /** Time of the next point without it; undefined where it lasts to the end. */
  readonly until: number | undefined;
  readonly why: string;
  /** Different texts as the plant sent them. */
  readonly sent: readonly string[];
  readonly points: number;
}

interface Point {
  readonly at: number;
  /** Cause of what lasts; undefined for a point where nothing does. */
  readonly why: string | undefined;
  readonly sent?: string;
}

/** All that happened to a tag, in order of time. */
export function stretchesOf(tag: TagTrend): Stretch[] {
  const bad = tag.readings.map((reading) => ({
    at: reading[0],
    why: reading[2] === 'bad' ? wrongOf(reading) : undefined,
    sent: reading[4] ?? '',
  }));
  const converted = tag.readings.map(([at, , quality, , , sentUnit]) => {
    const isConverted = quality !== 'bad' && !!sentUnit && !!tag.unit && sentUnit.trim() !== tag.unit;
    return { at, why: isConverted ? `${sentUnit} converted to ${tag.unit}` : undefined };
  });
  const gaps = tag.gold.map(([at, value]) => ({
    at,
    why: value === null ? whyNoValue(tag, at) : undefined,
  }));
  return [...runs('Bad readings', bad), ...runs('Sent in another unit', converted), ...runs('Gap in gold', gaps)].sort(
    (a, b) => a.from - b.from,
  );
}

function whyNoValue({ readings, stale_after_s }: TagTrend, at: number): string {
  const last = readings.findLast(([ms]) => ms <= at);
  return gapWords(last && last[2] === 'bad', stale_after_s);
}

function runs(what: Stretch['what'], points: readonly Point[]): Stretch[] {
  const found: Stretch[] = [];
  let run: Point[] = [];
  const end = (until: number | undefined): void => {
    const [first] = run;
    if (first?.why === undefined) return;
    const sent = [...new Set(run.flatMap((point) => point.sent ?? []))];
    found.push({ what, from: first.at, until, why: first.why, sent, points: run.length });
  };
  for (const point of points) {
    if (run[0]?.why !== point.why) {
      end(point.at);
      run = [];
    }
    run.push(point);
  }
  end(undefined);
  return found;
}
