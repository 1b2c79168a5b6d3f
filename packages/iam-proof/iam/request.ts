import type { Policy, Statement } from './policy.ts';

/** Who asks by policies of its own. Ids are ARNs with their paths; `account` has 12 digits. */
export type IdentityPrincipal =
  | { readonly kind: 'user'; readonly arn: string; readonly account: string }
  | { readonly kind: 'role-session'; readonly role: string; readonly session: string; readonly account: string };

/** Who asks: an identity of the account, or a service of AWS. */
export type Principal = IdentityPrincipal | { readonly kind: 'service'; readonly name: string };

/** Condition keys of a request by their names in lower case; a key that is not there is absent from the request. */
export type Context = Readonly<Record<string, string>>;

/** One request as AWS authorizes it: one action on one resource of the principal's account. */
export interface Request {
  readonly principal: Principal;
  /** Service and action: `s3:PutObject`. */
  readonly action: string;
  /** ARN of the resource, or `*` where the action knows none. */
  readonly resource: string;
  readonly context: Context;
}

/** Every policy that speaks on a request. What is not there does not limit; an empty list allows nothing. */
export interface PolicySet {
  /** Policies of the user or role that asks. */
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[] | undefined;
  /** Of the resource: bucket, queue, topic, function; a key's policy has the kind `key`, a role's `trust`. */
  readonly resource: readonly Policy[];
}

/** The decision on a request, and which statement decided it. */
export type Decision =
  | { readonly allowed: true; readonly by: readonly Statement[] }
  | { readonly allowed: false; readonly reason: 'explicit-deny'; readonly by: readonly Statement[] }
  | {
      readonly allowed: false;
      readonly reason: 'no-allow' | 'boundary' | 'key-policy' | 'trust-policy';
      readonly by: readonly [];
    };
