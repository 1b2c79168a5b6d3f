import { hash } from 'node:crypto';
import words from '../../contract/words.json' with { type: 'json' };
import { keyFault } from './key-fault.ts';

/** The intake's notes: one on each landing version, written after its bytes. They are the clean job's work list. */

/** Bronze folders of the notes, by what became of the version. */
export const NOTE_FOLDERS = words.bronze.notes;
export type Verdict = keyof typeof NOTE_FOLDERS;
export const VERDICTS: readonly Verdict[] = ['received', 'refused'];

/** The body of a note. */
export interface IntakeNote {
  readonly key: string;
  readonly versionId: string;
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
  /** When landing took the version, ISO 8601 UTC. */
  readonly landedAt: string;
  /** How many older versions of the key landing held: settles the order within one second. */
  readonly ordinal: number;
  readonly bronzeKey: string | null;
  /** One of the refusals in contract/words.json. */
  readonly reason: string | null;
  readonly detail: string | null;
}

/** The part of a note that its key tells, so that a run is planned by listings alone. */
export type NotedVersion = Pick<IntakeNote, 'key' | 'versionId' | 'etag' | 'size' | 'landedAt' | 'ordinal'>;

/** A note's key, read. */
export interface NoteName extends Omit<NotedVersion, 'key'> {
  readonly verdict: Verdict;

  /** UTC day on which the note was written, `yyyy/mm/dd`. */
  readonly day: string;

  /** Landing key, or its SHA-256 in hexadecimal where {@link isDigest}: then the landing key stands in the body only. */
  readonly name: string;
  readonly isDigest: boolean;
}

/**
 * Bronze key of the note on a landing version, written at `writtenAt`:
 * `<folder>yyyy/mm/dd/<landedAt>,<ordinal>,<size>,<etag>,<versionId>/<landing key>.json`. Where that is longer than a key
 * may be, or the landing key is no safe part of one, the fields end in `,body` and a digest stands for the landing key.
 */
export function noteKey(verdict: Verdict, writtenAt: Date, version: NotedVersion): string {
  const { landedAt, ordinal, size, etag, versionId, key } = version;
  const fields = [
    landedAt.replaceAll(/[-:]/g, ''),
    ordinal,
    size,
    encodeURIComponent(etag),
    encodeURIComponent(versionId),
  ];
  const folder = `${NOTE_FOLDERS[verdict]}${dayOf(writtenAt)}/`;
  const whole = `${folder}${fields.join()}/${key}.${SUFFIX}`;
  if (Buffer.byteLength(whole) <= words.maxKeyBytes && keyFault(key) === undefined) return whole;
  return `${folder}${[...fields, words.bronze.noteBody].join()}/${keyDigest(key)}.${SUFFIX}`;
}

/** What stands in a note's name for a landing key that has no place in it. */
export function keyDigest(key: string): string {
  return hash('sha256', key);
}

/** Reads the key of a note; undefined where it is none. */
export function parseNoteKey(key: string): NoteName | undefined {
  const found = NOTE_KEY.exec(key);
  if (found === null) return undefined;
  const [, folder, day = '', time = '', ordinal, size, etag = '', versionId = '', body, name = ''] = found;
  return {
    verdict: folder === NOTE_FOLDERS.received ? 'received' : 'refused',
    day,
    landedAt: time.replace(BASIC_TIME, '$1-$2-$3T$4:$5:$6'),
    ordinal: Number(ordinal),
    size: Number(size),
    etag: decodeURIComponent(etag),
    versionId: decodeURIComponent(versionId),
    name,
    isDigest: body !== undefined,
  };
}

const SUFFIX = 'json';
const BASIC_TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{3}Z)$/;
const NOTE_KEY = new RegExp(
  [
    `^(${Object.values(NOTE_FOLDERS).join('|')})`,
    String.raw`(\d{4}/\d\d/\d\d)/`,
    String.raw`(\d{8}T\d{6}\.\d{3}Z),(\d+),(\d+),([^,/]+),([^,/]+)(,${words.bronze.noteBody})?/`,
    `(.+)[.]${SUFFIX}$`,
  ].join(''),
  // A landing key may hold a line's end.
  's',
);

/**
 * Key after which the notes lie that were written at a moment or later: the folder of its UTC day, or of the day before
 * where that is still open to notes.
 */
export function notesSince(verdict: Verdict, moment: Date): string {
  const open = new Date(moment.getTime() - words.bronze.noteDayClosesAfterMinutes * 60_000);
  return `${NOTE_FOLDERS[verdict]}${dayOf(open)}/`;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10).replaceAll('-', '/');
}
