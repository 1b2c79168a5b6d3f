import type { Identity } from '../../../../packages/iam-proof/app/app.ts';
import type { Policy, Statement } from '../../../../packages/iam-proof/iam/policy.ts';
import type { Principal } from '../../../../packages/iam-proof/iam/request.ts';
import type { Constraint, Question } from '../../../../packages/iam-proof/solver/question.ts';
import type { Places } from '../../promise/places.ts';

/** Layers of which a solver is asked. */
export type AskedLayer = 'identity' | 'boundary' | 'resource' | 'together';

/** A request that must not be allowed by one layer, or by all together. */
export interface Ask {
  readonly property: string;
  readonly layer: AskedLayer;
  readonly who: string;
  readonly question: Question;
  /** What a refutation is called, where that is not the layer asked. */
  readonly reportAs?: 'chain';
}

const EVERYTHING: Statement = {
  effect: 'Allow',
  action: { inverted: false, patterns: ['*'] },
  resource: { inverted: false, patterns: ['*'] },
  conditions: [],
  source: 'an identity that may do everything',
};
/** As if an identity's own policies let everything pass. */
export const ALMIGHTY: readonly Policy[] = [{ kind: 'identity', statements: [EVERYTHING] }];

/** Whether any request of `who` is allowed that is as `where` says, by one layer as if the others let everything pass. */
export function ask(
  { app }: Pick<Places, 'app'>,
  property: string,
  layer: AskedLayer,
  identity: Identity,
  where: Constraint,
): Ask {
  const looksAtIdentity = layer === 'identity' || layer === 'together';
  const looksAtBoundary = layer === 'boundary' || layer === 'together';
  const looksAtResources = layer === 'resource' || layer === 'together';
  return {
    property,
    layer,
    who: identity.name,
    question: {
      principal: principalOf(identity, app.account),
      account: app.account,
      identity: looksAtIdentity ? identity.policies : ALMIGHTY,
      ...(looksAtBoundary && identity.boundary !== undefined && { boundary: identity.boundary }),
      resources: looksAtResources
        ? app.guarded.map(({ guards, policies }) => ({ guards, account: app.account, policies }))
        : [],
      where,
    },
  };
}

/** Somebody in the account who is none of ours: what holds against this one holds against anybody. */
export function stranger(account: string, pathAndName = 'stranger'): Identity {
  const slash = pathAndName.lastIndexOf('/');
  return {
    kind: 'role',
    arn: `arn:aws:iam::${account}:role/${pathAndName}`,
    name: pathAndName.slice(slash + 1),
    path: `/${pathAndName.slice(0, slash + 1)}`,
    policies: ALMIGHTY,
    source: 'a role of another app in the account',
    properties: {},
  };
}

/** The identity as it asks: a role through a session. */
export function principalOf({ kind, arn, name }: Identity, account: string): Principal {
  if (kind === 'user') return { kind, arn, account };
  return { kind: 'role-session', role: arn, session: `arn:aws:sts::${account}:assumed-role/${name}/session`, account };
}
