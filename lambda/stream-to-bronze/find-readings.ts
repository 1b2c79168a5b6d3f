import { type Json, parseJson } from './json.ts';
import { isError, type Reading, readingOf } from './reading.ts';
import { type Said, type Told, tell } from './told.ts';

/** What was found in a text: a reading, with the number of its keys that nobody knows, or a part that is none. */
export type Found = { readonly reading: Reading; readonly ignored: number } | { readonly lost: string };

/** What an answer of PI Web API says once for all its items. */
const SHARED: readonly Said[] = ['asset', 'attribute', 'point', 'name', 'path', 'unit', 'errors', 'exception'];

/** The readings in a text of JSON values, or of lines each of which is one; undefined where there is none in all of it. */
export function findReadings(text: string): Found[] | undefined {
  const whole = valuesIn(text);
  if (whole !== undefined) return isData(whole) ? whole.flatMap((value) => findIn(value)) : undefined;
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  const values = lines.map((line) => valuesIn(line));
  if (!values.some((each) => each !== undefined && isData(each))) return undefined;
  return lines.flatMap((line, index): Found[] => values[index]?.flatMap((value) => findIn(value)) ?? [{ lost: line }]);
}

function valuesIn(text: string): Json[] | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Only objects hold readings, and only an empty list holds none for certain. */
function isData(values: readonly Json[]): boolean {
  return values.some(({ type }) => type === 'object' || type === 'array');
}

function findIn(value: Json, around: ReadonlyMap<Said, Json> = new Map()): Found[] {
  if (value.type === 'array') return value.items.flatMap((item) => findIn(item, around));
  try {
    if (value.type !== 'object') throw new Error(`got ${value.type}, wanted an object`);
    return findInObject(inherit(around, tell(value.members)));
  } catch {
    return [{ lost: within(around, value.text) }];
  }
}

function findInObject(told: Told): Found[] {
  const { said, ignored } = told;
  const inner = innerOf(said);
  if (inner === undefined) return [{ reading: readingOf(told), ignored }];
  const shared = new Map([...said].filter(([what]) => SHARED.includes(what)));
  const [first, ...others] = findIn(inner, shared);
  if (first === undefined) return [];
  // A key beside the items is counted once.
  return ['reading' in first ? { ...first, ignored: first.ignored + ignored } : first, ...others];
}

/** What an object holds in place of a value: the items of a stream or of several, or the item that a stream's end is. */
function innerOf(said: ReadonlyMap<Said, Json>): Json | undefined {
  const [items, value] = [said.get('items'), said.get('value')];
  if (items?.type === 'array') {
    if (said.has('value') || said.has('timestamp')) throw new Error('got items beside a value of their own');
    return items;
  }
  const isItem = value?.type === 'object' && tell(value.members).said.has('timestamp');
  return isItem && !said.has('timestamp') ? value : undefined;
}

/** What is said of a stream holds for its items: its errors for all; its name and path not for one that has its own. */
function inherit(around: ReadonlyMap<Said, Json>, { said, ignored }: Told): Told {
  const isNamed = said.has('name') || said.has('path');
  const kept = [...around].filter(([what]) => !isNamed || (what !== 'name' && what !== 'path'));
  const errors = kept.filter(([what, told]) => (what === 'errors' || what === 'exception') && isError(told));
  return { said: new Map([...kept, ...said, ...errors]), ignored };
}

/** A lost item with what its stream says of it, as a stream that could be sent again. */
function within(around: ReadonlyMap<Said, Json>, text: string): string {
  if (around.size === 0) return text;
  const keys = [...around].map(([what, { text: said }]) => `${JSON.stringify(NAMES[what] ?? what)}:${said}`);
  return `{${[...keys, `"Items":[${text}]`].join()}}`;
}

const NAMES: Partial<Record<Said, string>> = { exception: 'WebException' };
