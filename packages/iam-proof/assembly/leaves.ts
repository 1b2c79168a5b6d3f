import { isList, isObject, type Json } from './json.ts';

/** A value that holds no other, and the names that lead to it; `[]` stands for each place of a list, `[Sid]` for that of a statement. */
export interface Leaf {
  readonly path: string;
  readonly value: Exclude<Json, object> | '{}' | '[]';
}

/** Every leaf of a value; a text that is JSON is looked into, which its path tells by `~`. */
export function leavesOf(value: Json, path = ''): Leaf[] {
  if (isList(value)) {
    return value.length === 0
      ? [{ path, value: '[]' }]
      : value.flatMap((each) => leavesOf(each, `${path}[${sidOf(each)}]`));
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [{ path, value: '{}' }];
    return entries.flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`));
  }
  const inner = typeof value === 'string' && /^\s*[[{]/.test(value) ? parsed(value) : undefined;
  return inner === undefined ? [{ path, value }] : leavesOf(inner, `${path}~`);
}

/** Name of a statement, without the number that tells it from others of its kind. */
function sidOf(value: Json): string {
  return isObject(value) && typeof value.Sid === 'string' ? value.Sid.replace(/\d+$/, '') : '';
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    // Text that only begins as JSON does stands for itself.
    return undefined;
  }
}
