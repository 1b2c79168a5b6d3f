import {
  type Context,
  type Decision,
  evaluate,
  type Identity,
  matchesText,
  type Request,
} from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';

/** What the policies of an assembly decide on a request: those of the identity that asks, if it is one of them, and of what is asked for. */
export function decisionOn(request: Request, { app }: Places, identity?: Identity): Decision {
  const guarding = app.guarded.filter(({ guards }) => guards.some((guard) => matchesText(guard, request.resource)));
  const trusts = app.identities.flatMap(({ arn, trust }) => (arn === request.resource && trust ? [trust] : []));
  return evaluate(request, {
    identity: identity?.policies ?? [],
    ...(identity?.boundary && { boundary: identity.boundary }),
    resource: [...guarding.flatMap(({ policies }) => policies), ...trusts],
  });
}

/** Whether a service of AWS, of which a context is told, may do something in this account's name. */
export function isServiceLet(name: string, action: string, resource: string, told: Context, places: Places): boolean {
  const context = { 'aws:sourceaccount': places.app.account, ...told };
  return decisionOn({ principal: { kind: 'service', name }, action, resource, context }, places).allowed;
}
