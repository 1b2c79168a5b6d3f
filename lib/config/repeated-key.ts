import { z } from 'zod';

const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

type Step = string | number;

/** Path of the first key that an object of a JSON text has twice, of which JSON.parse would keep the last alone. */
export function repeatedKey(json: string): string | undefined {
  const tokens = [...json.matchAll(TOKENS)].map(([token]) => token);
  const seen = new Set<string>();
  let path: readonly Step[] = [];
  for (const [index, token] of tokens.entries()) {
    const isKey = tokens[index + 1] === ':';
    path = isKey ? [...path.slice(0, -1), String(JSON.parse(token))] : after(path, token);
    const told = JSON.stringify(path);
    if (isKey && seen.has(told)) return z.core.toDotPath(path);
    if (isKey) seen.add(told);
  }
  return undefined;
}

/** Where a text stands behind a token that is no key. */
function after(path: readonly Step[], token: string): readonly Step[] {
  const last = path.at(-1);
  switch (token) {
    case '{':
      return [...path, ''];
    case '[':
      return [...path, 0];
    case '}':
    case ']':
      return path.slice(0, -1);
    case ',':
      return typeof last === 'number' ? [...path.slice(0, -1), last + 1] : path;
    default:
      return path;
  }
}
