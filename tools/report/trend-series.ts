import type { GoldPoint, Reading, TagPoints, TagTrend } from './data.ts';
import { reasonWords } from './reasons.ts';

/** Times as a first one and runs of equal steps, all in ms: [first, step, count, step, count, …]. */
type Times = readonly number[];

/** A point that the script must say more of than its value: [place, …]. */
type Note = readonly [number, string, string];
type Sent = readonly [number, number, string];

/** One tag as the page's script draws it. */
export interface Series {
  readonly label: string;
  readonly unit: string;
  readonly step: boolean;
  /** Seconds after which a reading is too old to stand for the present. */
  readonly staleAfter: number | null;
  readonly times: Times;
  readonly values: readonly (number | null)[];
  /** [place, what is wrong, text as sent] of each bad reading. */
  readonly bad: readonly Note[];
  /** [place, remark] of good readings that the historian itself doubts. */
  readonly doubted: readonly (readonly [number, string])[];
  /** [place, number as sent, unit as sent] where it is not the cleaned value. */
  readonly sent: readonly Sent[];
  readonly goldTimes: Times;
  readonly goldValues: readonly (number | null)[];
  /** [place, percent] of each grid time that is not good all through. */
  readonly shares: readonly (readonly [number, number])[];
}

/** Digits that a drawing can show; the tables keep all of them. */
const DIGITS = 7;

export function seriesOf(tag: TagTrend, { readings, gold }: TagPoints): Series {
  return {
    label: tag.attribute,
    unit: tag.unit ?? '',
    staleAfter: tag.stale_after_s,
    step: tag.step === true || tag.type === 'Digital',
    times: times(readings.map(([ms]) => ms)),
    values: readings.map(([, value]) => rounded(value)),
    bad: readings.flatMap(([, , quality, , raw], place): Note[] =>
      quality === 'bad' ? [[place, wrongOf(readings[place]), raw ?? '']] : [],
    ),
    doubted: readings.flatMap(([, , quality], place): [number, string][] =>
      quality === 'questionable' || quality === 'substituted' ? [[place, quality]] : [],
    ),
    sent: readings.flatMap((reading, place) => sentOf(reading, place, tag.unit)),
    goldTimes: times(gold.map(([ms]) => ms)),
    goldValues: gold.map(([, value]) => rounded(value)),
    shares: gold.flatMap(([, , share]: GoldPoint, place): [number, number][] =>
      share === 100 ? [] : [[place, Math.round((share ?? 0) * 10) / 10]],
    ),
  };
}

/** Fault of a bad reading: its state where it has one, else the reason in words. */
export function wrongOf(reading: Reading | undefined): string {
  const [, , , reason, , , state] = reading ?? [0, null, '', null, null, null, null];
  return state === null ? reasonWords(reason ?? 'without a reason') : `System state “${state}”`;
}

function times(all: readonly number[]): Times {
  const runs: number[] = all.slice(0, 1);
  all.slice(1).forEach((ms, index) => {
    const step = ms - (all[index] ?? 0);
    if (runs.length > 1 && runs.at(-2) === step) runs.push((runs.pop() ?? 0) + 1);
    else runs.push(step, 1);
  });
  return runs;
}

function sentOf([, value, , , raw, unitRaw]: Reading, place: number, unit: string | null): Sent[] {
  if (raw === null || raw.trim() === '') return [];
  const number = Number(raw);
  const sentUnit = unitRaw ?? '';
  const isSame = number === value && (sentUnit === '' || sentUnit === (unit ?? ''));
  return isSame || !Number.isFinite(number) ? [] : [[place, Number(number.toPrecision(DIGITS)), sentUnit]];
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(DIGITS));
}
