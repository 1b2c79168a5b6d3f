import type { Json } from './json.ts';

/** Keys that a record may have by what they say, without regard to case and underscores: the sender's, and PI Web API's. */
const KEYS = {
  asset: 'asset',
  attribute: 'attribute',
  point: 'point',
  timestamp: 'timestamp',
  value: 'value',
  statecode: 'state_code',
  issystem: 'is_system',
  good: 'good',
  questionable: 'questionable',
  substituted: 'substituted',
  annotated: 'annotated',
  unit: 'unit',
  unitsabbreviation: 'unit',
  name: 'name',
  path: 'path',
  items: 'items',
  errors: 'errors',
  webexception: 'exception',
  webid: 'web_id',
  links: 'links',
} as const;

export type Said = (typeof KEYS)[keyof typeof KEYS];

/** What an object says, by its keys, and how many of them nobody knows. */
export interface Told {
  readonly said: ReadonlyMap<Said, Json>;
  readonly ignored: number;
}

/**
 * Reads the keys of an object.
 *
 * @throws Error where two keys say one thing differently: neither is certain.
 */
export function tell(members: ReadonlyMap<string, Json>): Told {
  const said = new Map<Said, Json>();
  let ignored = 0;
  for (const [key, value] of members) {
    const what = whatIs(key);
    if (what === undefined) ignored += 1;
    else if ((said.get(what)?.text ?? value.text) === value.text) said.set(what, value);
    else throw new Error(`got two keys for ${what}`);
  }
  return { said, ignored };
}

function whatIs(key: string): Said | undefined {
  const plain = key.toLowerCase().replaceAll('_', '');
  return isKey(plain) ? KEYS[plain] : undefined;
}

function isKey(plain: string): plain is keyof typeof KEYS {
  return Object.hasOwn(KEYS, plain);
}
