/** Values that a pattern element takes: those that match one of `patterns`, or, inverted, those that match none. */
export interface Patterns {
  /** Written as NotAction or NotResource. */
  readonly inverted: boolean;
  readonly patterns: readonly string[];
}

/** Kind of a principal element, as the policy writes it; `*` alone is AWS with the pattern `*`. */
export type PrincipalKind = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

/** One of those whom a statement of a resource policy or of a trust policy names. */
export interface PrincipalEntry {
  readonly kind: PrincipalKind;
  readonly pattern: string;
}

/** Operators without the word IfExists, which stands beside. Others, and those of keys with several values, are not understood. */
export const OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringLike',
  'StringNotLike',
  'NumericEquals',
  'NumericNotEquals',
  'NumericLessThan',
  'NumericLessThanEquals',
  'NumericGreaterThan',
  'NumericGreaterThanEquals',
  'Bool',
  'IpAddress',
  'NotIpAddress',
  'ArnEquals',
  'ArnNotEquals',
  'ArnLike',
  'ArnNotLike',
  'Null',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** One operator on one key: true where the key's value matches one of `values` (a negated operator: none of them). */
export interface Condition {
  readonly operator: Operator;
  readonly ifExists: boolean;
  /** In lower case: AWS compares condition keys without regard to case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** One statement of a policy, every reference in it resolved to what it stands for. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly action: Patterns;
  /** Absent in a trust policy, which speaks of its own role. */
  readonly resource?: Patterns;
  /** Absent in an identity policy and in a boundary, which speak of whom they are attached to. */
  readonly principal?: readonly PrincipalEntry[];
  /** All must hold. */
  readonly conditions: readonly Condition[];
  /** Its place: stack, logical id and path within the resource. */
  readonly source: string;
}

/** Kind of a policy, by where it is attached. */
export type PolicyKind = 'identity' | 'boundary' | 'resource' | 'key' | 'trust';

/** The statements of one document. */
export interface Policy {
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
}
