import type { PrincipalElement } from './policy.ts';
import type { Principal } from './request.ts';

/**
 * How a principal element speaks of who asks: as itself, as the role of its session, as everybody, as its whole account
 * (which only lets that account's own policies decide), or not at all.
 */
export type Naming = 'itself' | 'role' | 'everybody' | 'account' | undefined;

const ORDER: readonly Naming[] = ['itself', 'everybody', 'role', 'account'];

/** The most direct way in which an element names who asks. */
export function namingOf({ inverted, entries }: PrincipalElement, principal: Principal): Naming {
  const namings = entries.map((entry) => entryNaming(entry, principal));
  // Whom any entry names, in whatever way, is left out of "everybody but".
  if (inverted) return namings.every((naming) => naming === undefined) ? 'everybody' : undefined;
  return ORDER.find((naming) => namings.includes(naming));
}

type Entry = PrincipalElement['entries'][number];

function entryNaming({ kind, pattern }: Entry, principal: Principal): Naming {
  if (kind === 'Service') return principal.kind === 'service' && principal.name === pattern ? 'itself' : undefined;
  if (kind !== 'AWS') return undefined;
  // Services too: AWS's own Deny statements to everybody spare them by a condition on aws:PrincipalIsAWSService.
  if (pattern === '*') return 'everybody';
  return 'account' in principal ? accountNaming(pattern, principal) : undefined;
}

function accountNaming(pattern: string, principal: Extract<Principal, { account: string }>): Naming {
  if (pattern === principal.account || isRootOf(pattern, principal.account)) {
    return principal.kind === 'root' ? 'itself' : 'account';
  }
  if (principal.kind === 'user') return pattern === principal.arn ? 'itself' : undefined;
  if (principal.kind !== 'role-session') return undefined;
  if (pattern === principal.session) return 'itself';
  return pattern === principal.role ? 'role' : undefined;
}

/** IAM takes the root of an account in its own partition only. */
function isRootOf(pattern: string, account: string): boolean {
  return pattern.startsWith('arn:aws') && pattern.endsWith(`:iam::${account}:root`);
}
