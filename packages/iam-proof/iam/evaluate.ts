import { holds } from './conditions.ts';
import { matchesAction, matchesResource } from './match.ts';
import type { Patterns, Policy, Statement } from './policy.ts';
import { arnOf, type Naming, namingOf } from './principals.ts';
import type { Context, Decision, PolicySet, Request } from './request.ts';
import { speaksOf, statementsOf } from './statements.ts';

/**
 * Decides as AWS would if a request passes. (IAM user guide, "Policy evaluation logic" and "How IAM enforcement code logic
 * evaluates requests"; KMS guide, "Key policies".) Organization policies are not looked at: they only take away.
 */
export function evaluate(request: Request, { identity, boundary, resource }: PolicySet): Decision {
  const context = contextOf(request);
  const matching = (policies: readonly Policy[], effect: Statement['effect']): Statement[] =>
    statementsOf(policies, effect).filter((statement) => applies(statement, request, context));
  const denies = [identity, boundary ?? [], resource].flatMap((group) => matching(group, 'Deny'));
  if (denies.length > 0) return { allowed: false, reason: 'explicit-deny', by: denies };

  const isWithinBoundary = boundary === undefined || matching(boundary, 'Allow').length > 0;
  const byResource = matching(resource, 'Allow');
  const opening = byResource.filter(
    ({ principal }) => principal && opens(namingOf(principal, request.principal), isWithinBoundary),
  );
  if (opening.length > 0) return { allowed: true, by: opening };
  if (request.principal.kind === 'service') return refused('no-allow');
  // A key and a role decide for themselves; naming the account hands that on to IAM.
  const deciding = resource.map(({ kind }) => kind).find((kind) => kind === 'key' || kind === 'trust');
  if (deciding !== undefined && byResource.length === 0) return refused(`${deciding}-policy`);
  const byIdentity = matching(identity, 'Allow');
  if (byIdentity.length === 0) return refused('no-allow');
  return isWithinBoundary ? { allowed: true, by: byIdentity } : refused('boundary');
}

/**
 * An Allow of a resource policy is enough in the same account. To a user, a session or everybody it is, whatever
 * the boundary leaves out; to a role it is limited by the boundary.
 */
function opens(naming: Naming, isWithinBoundary: boolean): boolean {
  return naming === 'role' ? isWithinBoundary : naming === 'itself' || naming === 'everybody';
}

function refused(reason: Exclude<Extract<Decision, { allowed: false }>['reason'], 'explicit-deny'>): Decision {
  return { allowed: false, reason, by: [] };
}

function applies(statement: Statement, request: Request, context: Context): boolean {
  const { action, resource, conditions } = statement;
  return (
    speaksOf(statement, request.principal) &&
    isNamed(action, (pattern) => matchesAction(pattern, request.action)) &&
    (resource === undefined || isNamed(resource, (pattern) => matchesResource(pattern, request.resource))) &&
    conditions.every((condition) => holds(condition, context))
  );
}

export function isNamed({ inverted, patterns }: Patterns, matches: (pattern: string) => boolean): boolean {
  return patterns.some(matches) !== inverted;
}

/** The request's keys, with those that AWS itself always sets about who asks. */
export function contextOf({ principal, context }: Pick<Request, 'principal' | 'context'>): Context {
  const isService = { 'aws:principalisawsservice': String(principal.kind === 'service') };
  if (principal.kind === 'service') return { ...isService, ...context };
  const arn = arnOf(principal);
  return {
    ...isService,
    'aws:principalarn': arn,
    'aws:principalaccount': principal.account,
    ...(principal.kind === 'user' && { 'aws:username': arn.slice(arn.lastIndexOf('/') + 1) }),
    ...context,
  };
}
