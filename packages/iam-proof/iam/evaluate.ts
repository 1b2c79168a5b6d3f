import { holds } from './conditions.ts';
import { matchesAction, matchesResource } from './match.ts';
import type { Patterns, Policy, Statement } from './policy.ts';
import { type Naming, namingOf } from './principals.ts';
import type { Context, Decision, PolicySet, Request } from './request.ts';

/** Statements of each group of policies that allow a request. */
interface Allows {
  readonly identity: readonly Statement[];
  /** Absent where there is none, which limits nothing. */
  readonly boundary: readonly Statement[] | undefined;
  readonly session: readonly Statement[] | undefined;
  readonly resource: readonly { readonly statement: Statement; readonly naming: Naming }[];
}

/**
 * Decides as AWS would if a request passes. (IAM user guide, "Policy evaluation logic", "How IAM enforcement code logic
 * evaluates requests", and "Cross-account policy evaluation logic"; KMS guide, "Key policies".) Organization policies
 * are not looked at: they only take away.
 */
export function evaluate(request: Request, policies: PolicySet): Decision {
  const context = contextOf(request);
  const groups = [policies.identity, policies.boundary ?? [], policies.session ?? [], policies.resource];
  const denies = groups.flatMap((group) => matching(group, 'Deny', request, context));
  if (denies.length > 0) return { allowed: false, reason: 'explicit-deny', by: denies };
  const allows: Allows = {
    identity: matching(policies.identity, 'Allow', request, context),
    boundary: policies.boundary && matching(policies.boundary, 'Allow', request, context),
    session: policies.session && matching(policies.session, 'Allow', request, context),
    resource: matching(policies.resource, 'Allow', request, context).map((statement) => ({
      statement,
      naming: statement.principal && namingOf(statement.principal, request.principal),
    })),
  };
  return decide(request, policies, allows);
}

function decide(request: Request, policies: PolicySet, allows: Allows): Decision {
  const byResource = allows.resource.filter(({ naming }) => opens(naming, allows)).map(({ statement }) => statement);
  const byIdentity = ofIdentity(request, allows);
  const anyResource = allows.resource.map(({ statement }) => statement);
  if (isSameAccount(request)) {
    if (byResource.length > 0) return { allowed: true, by: byResource };
    // A key and a role decide for themselves; naming the account hands that on to IAM.
    const deciding = policies.resource.map(({ kind }) => kind).find((kind) => kind === 'key' || kind === 'trust');
    if (deciding !== undefined && anyResource.length === 0) return refused(`${deciding}-policy`);
    return byIdentity;
  }
  if (!('account' in request.principal)) {
    return byResource.length > 0 ? { allowed: true, by: byResource } : refused('no-allow');
  }
  if (!byIdentity.allowed) return byIdentity;
  return anyResource.length > 0 ? { allowed: true, by: [...byIdentity.by, ...anyResource] } : refused('no-allow');
}

/**
 * An Allow of a resource policy is enough in the same account. To a user, a session or everybody it is, whatever
 * the boundary leaves out; to a role it is limited by the boundary and the session's policies.
 */
function opens(naming: Naming, { boundary, session }: Allows): boolean {
  if (naming === 'role') return passes(boundary) && passes(session);
  return naming === 'itself' || naming === 'everybody';
}

function ofIdentity({ principal }: Request, { identity, boundary, session }: Allows): Decision {
  if (principal.kind === 'root') return { allowed: true, by: [] };
  if (identity.length === 0) return refused('no-allow');
  if (!passes(boundary)) return refused('boundary');
  if (!passes(session)) return refused('session');
  return { allowed: true, by: identity };
}

function passes(allows: readonly Statement[] | undefined): boolean {
  return allows === undefined || allows.length > 0;
}

function refused(reason: Exclude<Extract<Decision, { allowed: false }>['reason'], 'explicit-deny'>): Decision {
  return { allowed: false, reason, by: [] };
}

function isSameAccount({ principal, resourceAccount }: Request): boolean {
  return 'account' in principal && principal.account === resourceAccount;
}

function matching(
  policies: readonly Policy[],
  effect: Statement['effect'],
  request: Request,
  context: Context,
): Statement[] {
  return policies.flatMap(({ statements }) =>
    statements.filter((statement) => statement.effect === effect && applies(statement, request, context)),
  );
}

function applies({ action, resource, principal, conditions }: Statement, request: Request, context: Context): boolean {
  return (
    isNamed(action, (pattern) => matchesAction(pattern, request.action)) &&
    (resource === undefined || isNamed(resource, (pattern) => matchesResource(pattern, request.resource, context))) &&
    (principal === undefined || namingOf(principal, request.principal) !== undefined) &&
    conditions.every((condition) => holds(condition, context))
  );
}

export function isNamed({ inverted, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== inverted;
}

/** The request's keys, with those that AWS itself always sets about who asks. */
export function contextOf({ principal, context }: Pick<Request, 'principal' | 'context'>): Context {
  const isService = { 'aws:principalisawsservice': String(principal.kind === 'service') };
  if (principal.kind === 'user') {
    const name = principal.arn.slice(principal.arn.lastIndexOf('/') + 1);
    return {
      ...isService,
      'aws:principalarn': principal.arn,
      'aws:principalaccount': principal.account,
      'aws:username': name,
      ...context,
    };
  }
  if (principal.kind === 'role-session') {
    return { ...isService, 'aws:principalarn': principal.role, 'aws:principalaccount': principal.account, ...context };
  }
  return { ...isService, ...context };
}
