import type { Condition, Patterns, Policy, Statement } from '../iam/policy.ts';
import type { IdentityPrincipal, Request } from '../iam/request.ts';

/** Demands on a request. */
export type Constraint =
  | { readonly action: Patterns }
  | { readonly resource: Patterns }
  | { readonly condition: Condition }
  | { readonly all: readonly Constraint[] }
  | { readonly any: readonly Constraint[] }
  | { readonly not: Constraint };

/** Policies of resources: of one bucket and its objects, one stream, one key, one role. */
export interface ResourcePolicies {
  /** ARN patterns of the resources that they speak for. */
  readonly guards: readonly string[];
  readonly policies: readonly Policy[];
}

/** A principal, and the request that is looked for: one that the policies allow and that is as `where` says. */
export interface Question {
  readonly principal: IdentityPrincipal;
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[] | undefined;
  /** Policies of resources; a resource that no entry guards is judged by the policies of the principal alone, whoever owns it. */
  readonly resources: readonly ResourcePolicies[];
  readonly where: Constraint;
}

/** No such request; one of them, with the Allow statements that let it; or why it cannot be told. */
export type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'found'; readonly request: Request; readonly by: readonly Statement[] }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Finds a request, or shows that there is none. */
export interface Solver {
  find(question: Question): Promise<Answer>;
  /** Questions that were asked so far. */
  readonly queries: number;
}
