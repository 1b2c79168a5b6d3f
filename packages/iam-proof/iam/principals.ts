import type { PrincipalEntry } from './policy.ts';
import type { IdentityPrincipal, Principal } from './request.ts';

/**
 * How a principal element speaks of who asks: as itself, as the role of its session, as everybody, as its whole account
 * (which only lets that account's own policies decide), or not at all.
 */
export type Naming = 'itself' | 'role' | 'everybody' | 'account' | undefined;

const ORDER: readonly Naming[] = ['itself', 'everybody', 'role', 'account'];

/** The most direct way in which a Principal element names who asks. */
export function namingOf(entries: readonly PrincipalEntry[], principal: Principal): Naming {
  const namings = entries.map((entry) => entryNaming(entry, principal));
  return ORDER.find((naming) => namings.includes(naming));
}

/** ARN by which AWS knows an identity, in whatever session it asks. */
export function arnOf(principal: IdentityPrincipal): string {
  return principal.kind === 'user' ? principal.arn : principal.role;
}

function entryNaming({ kind, pattern }: PrincipalEntry, principal: Principal): Naming {
  if (kind === 'Service') return principal.kind === 'service' && principal.name === pattern ? 'itself' : undefined;
  if (kind !== 'AWS') return undefined;
  // Services too: AWS's own Deny statements to everybody spare them by a condition on aws:PrincipalIsAWSService.
  if (pattern === '*') return 'everybody';
  return principal.kind === 'service' ? undefined : identityNaming(pattern, principal);
}

function identityNaming(pattern: string, principal: IdentityPrincipal): Naming {
  if (pattern === principal.account || isRootOf(pattern, principal.account)) return 'account';
  if (principal.kind === 'user') return pattern === principal.arn ? 'itself' : undefined;
  if (pattern === principal.session) return 'itself';
  return pattern === principal.role ? 'role' : undefined;
}

/** IAM takes the root of an account in its own partition only. */
function isRootOf(pattern: string, account: string): boolean {
  return pattern.startsWith('arn:aws') && pattern.endsWith(`:iam::${account}:root`);
}
