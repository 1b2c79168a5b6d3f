import { isIntrinsic, type Spot } from './spots.ts';
import { type Assembly, isObject, type Json } from './template.ts';

/** What an assembly holds that a mistake may name in place of something else. */
export interface Known {
  readonly account: string;
  /** Values of the same sort as a value, another first; a reference works in its own stack alone. */
  readonly others: (spot: Spot) => readonly Json[];
  /** ARN of a plant's identity. */
  readonly plant: string;
}

export function knownOf(assembly: Assembly, spots: readonly Spot[]): Known {
  const pools = new Map<string, Map<string, Json>>();
  const types = new Map(
    spots.filter(({ path }) => path.length === 2).map(({ stack, path: [, id], type }) => [`${stack}/${id}`, type]),
  );
  const sortOf = (spot: Spot): string => sortIn(spot, types);
  for (const spot of spots) {
    const pool = pools.get(sortOf(spot)) ?? new Map<string, Json>();
    pools.set(sortOf(spot), pool.set(JSON.stringify(spot.value), spot.value));
  }
  const texts = spots.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  return {
    account: assembly.account,
    others: (spot) => {
      const pool = [...(pools.get(sortOf(spot)) ?? [])];
      const at = pool.findIndex(([text]) => text === JSON.stringify(spot.value));
      return [...pool.slice(at + 1), ...pool.slice(0, at)].map(([, value]) => value);
    },
    plant: texts.find((text) => /:(role|user)\/.*\/plant\/[^*]*$/.test(text)) ?? '',
  };
}

/** References by the type that they lead to, ARNs and addresses by their service, actions; other texts by their place. */
function sortIn({ value, stack, place }: Spot, types: ReadonlyMap<string, string>): string {
  if (isIntrinsic(value)) {
    const [[name, to] = ['', null]] = Object.entries(value);
    const [id, attribute = ''] = Array.isArray(to) ? to : [to ?? null];
    return ['Ref', 'Fn::GetAtt'].includes(name)
      ? `${stack} ${name} ${types.get(`${stack}/${id}`)} ${attribute}`
      : `${stack} ${textIn(value).replace(/^((arn:[^:]*:[^:]*|\w+:\/\/)?).*$/s, '$1')} ${place}`;
  }
  if (typeof value !== 'string') return `${place} ${typeof value}`;
  const [arn] = /^arn:[^:]*:[^:]*:[^:]*:\d*:[a-z-]*(?=[/:])|^arn:[^:]*:s3(?=:)/.exec(value) ?? [];
  if (arn !== undefined) return arn;
  return /^[a-z0-9-]+:[A-Z*]\w*\*?$/.test(value) ? 'action' : place;
}

/** The text of an intrinsic function, as far as it stands there. */
export function textIn(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).join('');
  return isObject(value) ? Object.values(value).map(textIn).join('') : '';
}
