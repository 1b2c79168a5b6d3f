import type reading from '../../contract/tables/reading.json';
import type { Json } from './json.ts';
import { type TagName, tagNameOf } from './tag-name.ts';
import { type Said, type Told, tell } from './told.ts';

/** A reading as the sender writes it. A column of contract/tables/reading.json that has no place here is a type error. */
export interface Reading extends Record<Exclude<keyof typeof reading.columns, 'state_code' | Flag>, string | null> {
  readonly state_code: number | null;
  readonly is_system: boolean | null;
  readonly good: boolean | null;
  readonly questionable: boolean | null;
  readonly substituted: boolean | null;
  readonly annotated: boolean | null;
}

type Flag = 'is_system' | 'good' | 'questionable' | 'substituted' | 'annotated';
type State = Pick<Reading, 'value' | 'state_code' | 'is_system'>;

// Half a character pair cannot be written as UTF-8: it would come out as another character.
const UTF_8 = /^\P{Surrogate}*$/u;
const MOST_INT = 2 ** 31;

/**
 * The reading that an object tells of.
 *
 * @throws Error where it is none, or where something of it would be lost: it names no tag or no time, and says what no column keeps.
 */
export function readingOf({ said, ignored }: Told): Reading {
  const text = (what: Said): string | null => textOf(said.get(what), what);
  const flag = (what: Said): boolean | null => flagOf(said.get(what), what);
  const naming = { asset: text('asset'), attribute: text('attribute'), point: text('point') };
  const tag = tagNameOf({ ...naming, name: text('name'), path: text('path') });
  const unit = text('unit');
  const found = {
    ...tag,
    timestamp: text('timestamp'),
    ...stateOf(said),
    good: isError(said.get('errors')) || isError(said.get('exception')) ? false : flag('good'),
    questionable: flag('questionable'),
    substituted: flag('substituted'),
    annotated: flag('annotated'),
    // PI Web API writes a blank for no unit.
    unit: unit?.trim() === '' ? null : unit,
  };
  const saysMore = ignored > 0 || [...said.keys()].some((what) => !Object.hasOwn(found, what));
  if (saysMore ? !isPlaced(tag, found.timestamp) : said.size === 0) throw new Error('got neither tag nor time');
  return found;
}

function isPlaced({ asset, attribute, point }: TagName, timestamp: string | null): boolean {
  return timestamp !== null && (point !== null || (asset !== null && attribute !== null));
}

/** Whether errors are told of an item, or of the answer that holds it: whatever value stands beside them is none. */
export function isError(told: Json | undefined): boolean {
  return told !== undefined && told.type !== 'null' && !(told.type === 'array' && told.items.length === 0);
}

/** The value as text. PI Web API gives a digital state as an object; any other object, or a list, is no value but its text. */
function stateOf(said: ReadonlyMap<Said, Json>): State {
  const value = said.get('value');
  const own = { state_code: codeOf(said.get('state_code')), is_system: flagOf(said.get('is_system'), 'is_system') };
  if (value?.type === 'array') return { value: value.text, ...own };
  if (value?.type !== 'object') return { value: textOf(value, 'value', ['string', 'number', 'boolean']), ...own };
  const state = tell(value.members).said;
  if (!state.has('name') || !isCode(state.get('value'))) return { value: value.text, ...own };
  return {
    value: textOf(state.get('name'), 'name'),
    state_code: agreed('state_code', own.state_code, codeOf(state.get('value'))),
    is_system: agreed('is_system', own.is_system, flagOf(state.get('is_system'), 'is_system')),
  };
}

function agreed<T>(what: string, one: T | null, other: T | null): T | null {
  if (one !== null && other !== null && one !== other) throw new Error(`${what}: got ${one} and ${other}`);
  return one ?? other;
}

function textOf(
  node: Json | undefined,
  what: string,
  types: readonly Json['type'][] = ['string', 'number'],
): string | null {
  if (node === undefined || node.type === 'null') return null;
  if (!types.includes(node.type)) throw new Error(`${what}: got ${node.type}, wanted text`);
  const text = node.type === 'string' ? node.value : node.text;
  if (!UTF_8.test(text)) throw new Error(`${what}: got half a character pair`);
  return text;
}

function flagOf(node: Json | undefined, what: string): boolean | null {
  if (node === undefined || node.type === 'null') return null;
  if (node.type !== 'boolean') throw new Error(`${what}: got ${node.type}, wanted true or false`);
  return node.text === 'true';
}

function codeOf(node: Json | undefined): number | null {
  if (node === undefined || node.type === 'null') return null;
  if (!isCode(node)) throw new Error(`state_code: got ${node.text}, wanted a whole number of 32 bits`);
  return Number(node.text);
}

function isCode(node: Json | undefined): boolean {
  const code = node?.type === 'number' ? Number(node.text) : Number.NaN;
  return Number.isInteger(code) && code >= -MOST_INT && code < MOST_INT;
}
