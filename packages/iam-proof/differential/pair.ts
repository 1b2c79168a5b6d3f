import { evaluate } from '../iam/evaluate.ts';
import { parsePolicy } from '../iam/parse.ts';
import type { Policy, PolicyKind } from '../iam/policy.ts';
import type { PolicySet, Request } from '../iam/request.ts';

/** One text, or a list of them, as a policy document has it. */
export type Texts = string | readonly string[];

/** The Condition element: operator, key, values. */
export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, Texts>>>>;

export type PrincipalBlock = '*' | Readonly<Record<string, Texts>>;

/** A statement as AWS's JSON has it. */
export type StatementDocument = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: Texts;
  readonly NotAction?: Texts;
  readonly Resource?: Texts;
  readonly NotResource?: Texts;
  readonly Principal?: PrincipalBlock;
  readonly NotPrincipal?: PrincipalBlock;
  readonly Condition?: ConditionBlock;
};

export type PolicyDocument = { readonly Version: '2012-10-17'; readonly Statement: readonly StatementDocument[] };

/** A document, and where it is attached. */
export interface Attached {
  readonly kind: PolicyKind;
  readonly document: PolicyDocument;
}

/** One request, and every policy that speaks on it. */
export interface Pair {
  readonly request: Request;
  readonly policies: readonly Attached[];
}

/** Tells if a pair's request is allowed. */
export type Evaluator = (pair: Pair) => boolean;

/** Our own evaluator. */
export const ours: Evaluator = ({ request, policies }) => evaluate(request, policySet(policies)).allowed;

function policySet(policies: readonly Attached[]): PolicySet {
  const of = (...kinds: readonly PolicyKind[]): Policy[] =>
    policies.filter(({ kind }) => kinds.includes(kind)).map(({ kind, document }) => parsePolicy(document, kind, kind));
  const [boundary, session] = [of('boundary'), of('session')];
  return {
    identity: of('identity'),
    resource: of('resource', 'key'),
    ...(boundary.length > 0 && { boundary }),
    ...(session.length > 0 && { session }),
  };
}

export function statementsOf({ policies }: Pair): StatementDocument[] {
  return policies.flatMap(({ document }) => document.Statement);
}

export function textsOf(texts: Texts | undefined): readonly string[] {
  return texts === undefined ? [] : [texts].flat();
}

/** Each operator on each key of a statement. */
export function conditionsOf({
  Condition = {},
}: StatementDocument): { operator: string; key: string; values: Texts }[] {
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
}
