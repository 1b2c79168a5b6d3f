import type { AccessKey } from '../../lib/contract/index.ts';

/** So long before its end a key is due: a person needs time to type the next one in. */
const DUE_AHEAD_DAYS = 14;

/** So many days must lie between the last use of the old key and a use of the new one: a target may publish once a week. */
const QUIET_DAYS = 7;

const DAY = 24 * 3600 * 1000;

/** The decision on the keys of one user, and why. A key to `discard` is deleted to make room for the next. */
export type Decision =
  | { readonly do: 'nothing'; readonly why: string }
  | { readonly do: 'make'; readonly discard?: string; readonly why: string }
  | { readonly do: 'disable'; readonly key: string; readonly why: string };

/** At a deploy: a user must have a key, unless somebody took them away. */
export function decideFirst(keys: readonly AccessKey[]): Decision {
  const lost = lostOf(keys);
  if (lost !== undefined) return replace(lost);
  if (keys.length === 0) return { do: 'make', why: 'the user has no key' };
  return nothing('the user has keys');
}

/** Each day. A key is never disabled because time has passed, only because another is seen at work in its place. */
export function decideDaily(keys: readonly AccessKey[], now: Date, maxAgeDays: number): Decision {
  const lost = lostOf(keys);
  if (lost !== undefined) return replace(lost);
  const [old, next] = activeOf(keys);
  if (old === undefined) return nothing('no key is active: they were revoked, and only a person has a new one made');
  if (next !== undefined) return decideBetween(old, next);
  const age = ageDays(old, now);
  const due = maxAgeDays - DUE_AHEAD_DAYS;
  return age < due
    ? nothing(`${old.id} is ${age} days old, and due at ${due}`)
    : { ...make(keys), why: `${old.id} is ${age} days old, and was due at ${due}` };
}

/** When a person asks for a new key. */
export function decideOnRequest(keys: readonly AccessKey[]): Decision {
  const lost = lostOf(keys);
  if (lost !== undefined) return replace(lost);
  const [old, next] = activeOf(keys);
  if (next !== undefined) {
    return nothing(
      `${next.id} waits to take the place of ${old?.id}, and a user can have two keys only: revoke, or wait`,
    );
  }
  return { ...make(keys), why: 'a person asked for it' };
}

/** True where a new key lies in the secret that nobody has typed in. */
export function isWaiting(keys: readonly AccessKey[]): boolean {
  const [, next] = activeOf(keys);
  return next !== undefined && next.lastUsedAt === null;
}

/** Age of the oldest active key in whole days, or undefined where none is active. */
export function oldestDays(keys: readonly AccessKey[], now: Date): number | undefined {
  const [old] = activeOf(keys);
  return old && ageDays(old, now);
}

function decideBetween(old: AccessKey, next: AccessKey): Decision {
  if (next.lastUsedAt === null) return nothing(`${next.id} waits to be typed in: it was never used`);
  const quietDays = old.lastUsedAt === null ? undefined : daysBetween(old.lastUsedAt, next.lastUsedAt);
  // A product has several targets, each with its own key typed in: one use of the new key says nothing of the others.
  if (quietDays !== undefined && quietDays < QUIET_DAYS) {
    return nothing(
      `${old.id} was used on ${old.lastUsedAt}, ${next.id} last on ${next.lastUsedAt}: wanted ${QUIET_DAYS} days between`,
    );
  }
  return {
    do: 'disable',
    key: old.id,
    why: `${next.id} was used on ${next.lastUsedAt}, ${old.id} ${old.lastUsedAt === null ? 'never' : `last on ${old.lastUsedAt}`}`,
  };
}

/** A key that was made and not stored, by a run that was cut off. An older one than the stored key has been stored before. */
function lostOf(keys: readonly AccessKey[]): AccessKey | undefined {
  const newest = byAge(keys).at(-1);
  const isLost = newest?.isActive && !newest.isStored && newest.lastUsedAt === null;
  return isLost ? newest : undefined;
}

function replace({ id }: AccessKey): Decision {
  return { do: 'make', discard: id, why: `${id} was never used and does not lie in the secret: nobody can have it` };
}

/** IAM gives a user two keys: a disabled one stays, to be enabled again, until its place is needed. */
function make(keys: readonly AccessKey[]): { do: 'make'; discard?: string } {
  const [oldest] = byAge(keys.filter(({ isActive }) => !isActive));
  return keys.length < 2 || oldest === undefined ? { do: 'make' } : { do: 'make', discard: oldest.id };
}

function activeOf(keys: readonly AccessKey[]): AccessKey[] {
  return byAge(keys.filter(({ isActive }) => isActive));
}

/** IAM tells whole seconds; of two keys made within one, the stored key is the newer. */
function byAge(keys: readonly AccessKey[]): AccessKey[] {
  return [...keys].sort(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || Number(a.isStored) - Number(b.isStored),
  );
}

function ageDays({ createdAt }: AccessKey, now: Date): number {
  return Math.floor((now.getTime() - Date.parse(createdAt)) / DAY);
}

function daysBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / DAY;
}

function nothing(why: string): Decision {
  return { do: 'nothing', why };
}
