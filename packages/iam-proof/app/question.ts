import { partitionIn } from '../assembly/partition.ts';
import type { Policy, Statement } from '../iam/policy.ts';
import type { IdentityPrincipal } from '../iam/request.ts';
import { actionIs, both, resourceIs } from '../solver/constraints.ts';
import type { Constraint, Question } from '../solver/question.ts';
import type { App, Identity } from './app.ts';

/** Kinds of policies that a question can look at. */
export type Layer = 'identity' | 'boundary' | 'resource';

const EVERYTHING: Statement = {
  effect: 'Allow',
  action: { inverted: false, patterns: ['*'] },
  resource: { inverted: false, patterns: ['*'] },
  conditions: [],
  source: 'an identity that may do everything',
};
/** As if an identity's own policies let everything pass. */
const ALMIGHTY: readonly Policy[] = [{ kind: 'identity', statements: [EVERYTHING] }];

/** The question if any request of an identity is allowed that is as `where` says; a layer that is not looked at lets everything pass. */
export function questionOf(
  { account, guarded }: App,
  identity: Identity,
  where: Constraint,
  layers: readonly Layer[] = ['identity', 'boundary', 'resource'],
): Question {
  return {
    principal: principalOf(identity, account),
    identity: layers.includes('identity') ? identity.policies : ALMIGHTY,
    boundary: layers.includes('boundary') ? identity.boundary : undefined,
    resources: layers.includes('resource') ? guarded : [],
    where,
  };
}

/** The question if a role's trust alone lets an identity assume it, whatever the identity sends along: a session's name, an external id, an address. */
export function assumption({ account }: App, identity: Identity, role: Identity): Question {
  return {
    principal: principalOf(identity, account),
    identity: ALMIGHTY,
    resources: role.trust === undefined ? [] : [{ guards: [role.arn], policies: [role.trust] }],
    where: both(actionIs('sts:AssumeRole'), resourceIs(role.arn)),
  };
}

/** A role of another app in the account that may do everything: what holds against this one holds against any of the account. */
export function stranger(
  { account, partition }: Pick<App, 'account' | 'partition'>,
  pathAndName = 'stranger',
): Identity {
  const slash = pathAndName.lastIndexOf('/');
  return {
    kind: 'role',
    arn: `arn:${partition}:iam::${account}:role/${pathAndName}`,
    name: pathAndName.slice(slash + 1),
    path: `/${pathAndName.slice(0, slash + 1)}`,
    policies: ALMIGHTY,
    source: 'a role of another app in the account',
    properties: {},
  };
}

/** The identity as it asks: a role through a session. */
export function principalOf({ kind, arn, name }: Identity, account: string): IdentityPrincipal {
  if (kind === 'user') return { kind, arn, account };
  const session = `arn:${partitionIn(arn)}:sts::${account}:assumed-role/${name}/session`;
  return { kind: 'role-session', role: arn, session, account };
}
