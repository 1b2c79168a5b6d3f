import type { Use } from './limits.ts';

/** Sites that are added soon, say; a limit nearer than that is told. */
const FEW = 5;

/** How many more sites, like those that there are, a limit leaves room for. */
export function sitesLeft({ used, most, bySite }: Use): number {
  return bySite > 0 ? Math.floor((most - used) / bySite) : Infinity;
}

/** Uses beyond their limit: no deployment succeeds. */
export function broken(uses: readonly Use[]): Use[] {
  return uses.filter(({ used, most }) => used > most);
}

/** Uses that leave room for few sites more. */
export function near(uses: readonly Use[]): Use[] {
  return nearest(uses).filter((use) => use.used <= use.most && sitesLeft(use) < FEW);
}

/** The use of each limit that leaves the least room, the nearest first. */
function nearest(uses: readonly Use[]): Use[] {
  const ordered = uses.toSorted((a, b) => sitesLeft(a) - sitesLeft(b) || b.used / b.most - a.used / a.most);
  return ordered.filter(({ limit }, index) => ordered.findIndex((each) => each.limit === limit) === index);
}

/** One use in a sentence: the limit, the value and the key. */
export function sentence(use: Use): string {
  const { limit, where, used, most, key } = use;
  const left = sitesLeft(use);
  const room = used > most || left === Infinity ? '' : `, room for ${left} more ${left === 1 ? 'site' : 'sites'}`;
  return `${limit}: got ${used}, wanted ${most} at most${room} (${where}; ${key})`;
}
