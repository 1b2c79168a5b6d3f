import { BOOTSTRAP } from './bootstrap.ts';
import type { Account, Check } from './check.ts';
import { lookAtIdentity } from './identity.ts';
import { KEYS } from './keys.ts';
import { LAKE_FORMATION } from './lake-formation.ts';
import { BUCKET_NAMES, STREAM_NAMES, USER_NAMES } from './names.ts';
import { BUCKETS, CONCURRENCY, SHARDS, TRAILS_LEFT, USERS, VCPUS } from './quotas.ts';
import { type Result, unclear } from './result.ts';
import { RIGHTS } from './rights.ts';
import { ROLES } from './roles.ts';
import { STACKS } from './stacks.ts';
import { SUBSCRIBERS } from './subscribers.ts';

const CHECKS: readonly Check[] = [
  BOOTSTRAP,
  RIGHTS,
  ROLES,
  KEYS,
  STACKS,
  BUCKET_NAMES,
  STREAM_NAMES,
  USER_NAMES,
  SUBSCRIBERS,
  LAKE_FORMATION,
  VCPUS,
  CONCURRENCY,
  TRAILS_LEFT,
  BUCKETS,
  SHARDS,
  USERS,
];

/** Looks at everything that a deployment needs of an account, and changes nothing. */
export async function examineAccount(account: Account): Promise<readonly Result[]> {
  const identity = await lookAtIdentity(account, new Date());
  // In another account every answer would be right, and about nothing that matters.
  if (identity.some(({ name, state }) => name !== 'Region' && state === 'finding')) return identity;
  const results = await Promise.all(CHECKS.map((check) => looked(check, account)));
  return [...identity, ...results.flat()];
}

async function looked({ name, look }: Check, account: Account): Promise<readonly Result[]> {
  try {
    return await look(account);
  } catch (error) {
    return [unclear(name, error)];
  }
}
