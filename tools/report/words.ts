import { seconds } from './format.ts';

/** Why gold has no value at a time, by the last reading before it: undefined where there is none. */
export function gapWords(lastIsBad: boolean | undefined, staleAfterSeconds: number | null): string {
  if (lastIsBad === undefined) return 'no reading yet';
  return lastIsBad ? 'the last reading is bad' : `no reading for more than ${seconds(staleAfterSeconds ?? 0)}`;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  manifest: 'packing lists',
  stranded: 'given up',
};

/** Outcome of a file, in plain English; a packing list is a sender's manifest. */
export function outcomeWords(outcome: string): string {
  return OUTCOMES[outcome] ?? outcome;
}

const FAULTS: Readonly<Record<string, string>> = {
  missing_time: 'Rows without a time',
  unparsable_time: 'Rows with a time that cannot be',
  repeated_row: 'Rows sent twice within a file',
  late_file: 'A file that came late',
  late_reading: 'Readings that came to the historian late',
  repeated_reading: 'Readings that the historian holds twice',
  edited_reading: 'Readings that were corrected in the historian',
  deleted_reading: 'Readings that were deleted in the historian',
  annotated: 'Readings with a note',
  overwritten_file: 'A file written over by a corrected one',
  resent_file: 'A file sent twice',
  empty_object: 'An empty file',
  poisoned_name: 'A file whose name leads out of its folder',
  misread_view: 'A view whose time pattern does not fit its file',
  poison_record: 'A streamed record cut off in the middle',
  resent_batch: 'A streamed batch sent twice',
  questionable: 'Values that the historian doubts',
};

const FAULT_FAMILIES: Readonly<Record<string, string>> = {
  outage: 'Outage put in',
  source: 'State found in the source data',
};

/** A kind of fault in plain English, such as "Outage put in: I/O Timeout". */
export function faultWords(kind: string): string {
  const at = kind.indexOf(':');
  const family = at < 0 ? undefined : FAULT_FAMILIES[kind.slice(0, at)];
  if (family !== undefined) return `${family}: ${kind.slice(at + 1)}`;
  return FAULTS[kind] ?? kind.replaceAll('_', ' ');
}
