import { isList, type Json, textsWithin } from '../../../packages/iam-proof/index.ts';
import { isIntrinsic, isResource, type Spot } from './spots.ts';
import type { Assembly } from './template.ts';

/** What an assembly holds that a mistake may name in place of something else. */
export interface Known {
  readonly account: string;
  /** Another value of the same sort as a value, or that value where there is none; a reference works in its own stack alone. */
  readonly another: (spot: Spot) => Json;
  /** ARN of a plant's identity. */
  readonly plant: string;
}

export function knownOf({ account }: Assembly, spots: readonly Spot[]): Known {
  const types = new Map(spots.filter(isResource).map(({ stack, path: [, id], type }) => [`${stack}/${id}`, type]));
  const pools = new Map<string, Set<string>>();
  for (const spot of spots) {
    const sort = sortOf(spot, types);
    pools.set(sort, (pools.get(sort) ?? new Set()).add(JSON.stringify(spot.value)));
  }
  const texts = spots.map(({ value }) => (typeof value === 'string' ? value : ''));
  return {
    account,
    another: (spot) => {
      const pool = [...(pools.get(sortOf(spot, types)) ?? [])];
      const at = pool.indexOf(JSON.stringify(spot.value));
      return JSON.parse(pool[(at + 1) % pool.length] ?? 'null');
    },
    plant: texts.find((text) => /:(role|user)\/.*\/plant\/[^*]*$/.test(text)) ?? '',
  };
}

/** References by the type that they lead to, ARNs and addresses by their service, actions; other texts by their place. */
function sortOf({ value, stack, place }: Spot, types: ReadonlyMap<string, string>): string {
  if (isIntrinsic(value)) {
    const [[name, to] = ['', null]] = Object.entries(value);
    const [id, attribute = ''] = isList(to) ? to : [to];
    if (['Ref', 'Fn::GetAtt'].includes(name)) return `${stack} ${name} ${types.get(`${stack}/${id}`)} ${attribute}`;
    const [beginning] = /^((arn:[^:]*:[^:]*|\w+:\/\/)?)/.exec(textsWithin(value).join('')) ?? [];
    return `${stack} ${beginning} ${place}`;
  }
  if (typeof value !== 'string') return `${place} ${typeof value}`;
  const [arn] = /^arn:[^:]*:[^:]*:[^:]*:\d*:[a-z-]*(?=[/:])|^arn:[^:]*:s3(?=:)/.exec(value) ?? [];
  return arn ?? (/^[a-z0-9-]+:[A-Z*]\w*\*?$/.test(value) ? 'action' : place);
}
