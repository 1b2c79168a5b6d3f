import type { TagPoints, TagTrend } from './data.ts';
import { utc } from './format.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

/** Rows of a tag's table; a tag with more says so. */
const ROWS = 40;
/** Different texts that a row shows of what was sent. */
const SAMPLES = 3;

/** What happened to a tag, in words: what, from, until, readings, why, as sent. */
export interface Happenings {
  readonly rows: readonly (readonly string[])[];
  /** Stretches that are not among the rows. */
  readonly more: number;
}

export function happeningsOf(tag: TagTrend, points: TagPoints): Happenings {
  const stretches = stretchesOf(tag, points);
  return { rows: stretches.slice(0, ROWS).map(rowOf), more: Math.max(0, stretches.length - ROWS) };
}

function rowOf({ what, from, until, why, sent, points }: Stretch): string[] {
  const count = what === 'Bad readings' ? String(points) : '';
  return [what, utc(from), until === undefined ? 'the end' : utc(until), count, why, sentWords(sent)];
}

function sentWords(sent: readonly string[]): string {
  const shown = sent.slice(0, SAMPLES).map((text) => (text === '' ? 'nothing' : `“${text}”`));
  return sent.length > SAMPLES ? `${shown.join(', ')}, …` : shown.join(', ');
}
