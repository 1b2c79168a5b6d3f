import type { Evaluator, Pair, StatementDocument } from '../differential/pair.ts';
import type { Peers } from '../differential/peers.ts';
import type { PolicyKind } from '../iam/policy.ts';
import type { Principal, Request } from '../iam/request.ts';

const ACCOUNT = '111111111111';
const USER: Principal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/staff/jo`, account: ACCOUNT };
export const SESSION: Principal = {
  kind: 'role-session',
  role: `arn:aws:iam::${ACCOUNT}:role/staff/writer`,
  session: `arn:aws:sts::${ACCOUNT}:assumed-role/writer/now`,
  account: ACCOUNT,
};

/** A statement that allows everything, but for what is said otherwise. */
export const allowing = (more: Partial<StatementDocument> = {}): StatementDocument => ({
  Effect: 'Allow',
  ...('NotAction' in more ? {} : { Action: '*' }),
  ...('NotResource' in more ? {} : { Resource: '*' }),
  ...more,
});

/** A user's request for an object of the same account, but for what is said otherwise. */
export function pairOf(
  policies: readonly (readonly [PolicyKind, ...StatementDocument[]])[],
  more: Partial<Request> = {},
): Pair {
  return {
    request: {
      principal: USER,
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::uploads/team=a/x',
      resourceAccount: ACCOUNT,
      context: { 'aws:securetransport': 'true' },
      ...more,
    },
    policies: policies.map(([kind, ...Statement]) => ({ kind, document: { Version: '2012-10-17', Statement } })),
  };
}

/** A peer that is an evaluator of this process. */
export function peersBy(evaluators: Readonly<Record<string, Evaluator>>): Peers {
  return {
    ask: async (pairs) =>
      pairs.map((pair) =>
        Object.fromEntries(
          Object.entries(evaluators).map(([name, evaluator]) => [name, evaluator(pair) ? 'allow' : 'deny']),
        ),
      ),
    close: () => {},
  };
}
