import { holds } from '../iam/conditions.ts';
import { matchesText } from '../iam/match.ts';
import type { Condition, Statement } from '../iam/policy.ts';
import { statementsOf } from '../iam/statements.ts';
import type { ActionInfo, Reference } from '../reference/reference.ts';
import type { App, Guarded, Identity } from './app.ts';

/** Some actions on one resource that an identity has a right to. */
export interface GivenRight {
  readonly who: string;
  /** IAM path of who. */
  readonly path: string;
  readonly actions: readonly string[];
  readonly resource: string;
  /** Conditions that the Allow asks for. */
  readonly onlyIf: readonly Condition[];
  /** Deny statements that may take it back. */
  readonly unless: readonly Statement[];
}

/** Every right that a policy gives an identity, action by action as AWS knows them, with what may take it back. */
export function givenRights(app: App, identity: Identity, reference: Reference): GivenRight[] {
  const ofResources = app.guarded.flatMap(({ policies }) => statementsOf(policies, 'Allow'));
  const given = ofResources.filter((statement) => names(statement, identity));
  const denies = statementsOf(identity.policies, 'Deny');
  return [...statementsOf(identity.policies, 'Allow'), ...given].flatMap((statement) =>
    (statement.resource?.patterns ?? []).map((resource) => ({
      who: identity.name,
      path: identity.path,
      actions: reference
        .actionsMatching(statement.action)
        .map(({ name }) => name)
        .toSorted(),
      resource: statement.resource?.inverted ? `everything but ${resource}` : resource,
      onlyIf: statement.conditions,
      unless: [...denies, ...deniesOn(app, resource)].filter((deny) => mayHit(deny, identity, statement, reference)),
    })),
  );
}

function names({ principal }: Statement, { arn }: Identity): boolean {
  return principal?.some(({ kind, pattern }) => kind === 'AWS' && pattern === arn) ?? false;
}

function deniesOn(app: App, resource: string): Statement[] {
  const guards = ({ guards: patterns }: Guarded): boolean =>
    patterns.some((pattern) => matchesText(pattern, resource) || matchesText(resource, pattern));
  return app.guarded.filter(guards).flatMap(({ policies }) => statementsOf(policies, 'Deny'));
}

/** A Deny speaks of any of the same actions, on what such an action is called on, and of this identity as far as its name says. */
function mayHit(deny: Statement, { arn }: Identity, allow: Statement, reference: Reference): boolean {
  const denied = new Set(reference.actionsMatching(deny.action));
  const isSame = reference.actionsMatching(allow.action).some((action) => denied.has(action) && isOn(deny, action));
  const byName = deny.conditions.filter(({ key }) => key === 'aws:principalarn');
  return isSame && byName.every((condition) => holds(condition, { 'aws:principalarn': arn }));
}

/** "Everything but" some verbs of S3, on a bucket, says nothing of a call that is on none. */
function isOn({ resource }: Statement, { resources }: ActionInfo): boolean {
  if (resource === undefined || resource.inverted) return true;
  return resource.patterns.some(
    (pattern) => pattern === '*' || resources.some((form) => matchesText(form, pattern) || matchesText(pattern, form)),
  );
}
