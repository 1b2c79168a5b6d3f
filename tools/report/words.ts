import { seconds } from './format.ts';

/** What becomes of a cell with a reason. */
export type Fate = 'bad' | 'quarantined' | 'refused';

const REASONS: Readonly<Record<string, readonly [Fate, string]>> = {
  STATE_SYSTEM: ['bad', 'The historian gave a system state, such as “I/O Timeout”, instead of a value'],
  VALUE_EMPTY: ['bad', 'The cell is empty'],
  VALUE_UNPARSEABLE: ['bad', 'The text is not a number'],
  VALUE_NONFINITE: ['bad', 'Not a finite number (NaN or infinity)'],
  QUALITY_BAD: ['bad', 'The historian itself flags the value as bad'],
  UNIT_UNKNOWN: ['bad', 'The unit is not known'],
  UNIT_DIMENSION: ['bad', 'The unit measures something else than the tag does'],
  TS_MISSING: ['quarantined', 'No time'],
  TS_UNPARSEABLE: ['quarantined', 'The time cannot be read'],
  TS_NO_ZONE: ['quarantined', 'A local time without a declared zone'],
  TS_DST_AMBIGUOUS: ['quarantined', 'A local time that happened twice, as clocks went back'],
  TS_DST_NONEXISTENT: ['quarantined', 'A local time that never was, as clocks went forward'],
  TS_TICKS_MISMATCH: ['quarantined', 'The two times of the row contradict each other'],
  TS_FUTURE: ['quarantined', 'More than ten minutes after the file landed'],
  TS_TOO_OLD: ['quarantined', 'Before 1970'],
  TAG_UNKNOWN: ['quarantined', 'The tag is not known'],
  ROW_MALFORMED: ['quarantined', 'The row has not the columns it should have'],
  F_UNREADABLE: ['quarantined', 'The file cannot be read'],
  F_HEADER_MISMATCH: ['quarantined', 'The file has not the header that its view should have'],
  F_VIEW_UNKNOWN: ['quarantined', 'No such view is configured'],
  S_UNDELIVERED: ['quarantined', 'The stream gave the record up after its last try'],
  F_EMPTY: ['refused', 'The file is empty: refused at the inner door'],
  F_TOO_LARGE: ['refused', 'The file is too large: refused at the inner door'],
  F_TYPE: ['refused', 'Neither CSV nor Parquet: refused at the inner door'],
  F_KEY: ['refused', 'The name does not say site, feeder and view: refused at the inner door'],
};

/** A reason in plain English; a code without words stands for itself. */
export function reasonWords(code: string): string {
  return REASONS[code]?.[1] ?? code;
}

export function fateOf(code: string): Fate | undefined {
  return REASONS[code]?.[0];
}

/** Why gold has no value at a time, by the last reading before it: undefined where there is none. */
export function gapWords(lastIsBad: boolean | undefined, staleAfterSeconds: number | null): string {
  if (lastIsBad === undefined) return 'no reading yet';
  return lastIsBad ? 'the last reading is bad' : `no reading for more than ${seconds(staleAfterSeconds ?? 0)}`;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  read: 'read',
  manifest: 'packing lists',
  unreadable: 'unreadable',
  refused: 'refused',
  stranded: 'given up',
};

/** What became of a file, in plain English; a packing list is a sender's manifest. */
export function outcomeWords(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

const FAULTS: Readonly<Record<string, string>> = {
  missing_time: 'Rows without a time',
  unparsable_time: 'Rows with a time that cannot be',
  repeated_row: 'Rows sent twice within a file',
  late_file: 'A file that came late',
  overwritten_file: 'A file written over by a corrected one',
  resent_file: 'A file sent twice',
  truncated_file: 'A file cut off in the middle',
  empty_object: 'An empty file',
  not_good: 'Values that the historian flags as bad',
  poison_record: 'A streamed record cut off in the middle',
  resent_batch: 'A streamed batch sent twice',
  questionable: 'Values that the historian doubts',
};

const FAULT_FAMILIES: Readonly<Record<string, string>> = {
  outage: 'Outage put in',
  source: 'State found in the source data',
  mixed_unit: 'Values sent in another unit',
};

/** A kind of fault in plain English, such as "Outage put in: I/O Timeout". */
export function faultWords(kind: string): string {
  const at = kind.indexOf(':');
  const family = at < 0 ? undefined : FAULT_FAMILIES[kind.slice(0, at)];
  if (family !== undefined) return `${family}: ${kind.slice(at + 1)}`;
  return FAULTS[kind] ?? kind.replaceAll('_', ' ');
}
