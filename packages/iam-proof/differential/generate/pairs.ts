import type { PolicyKind } from '../../iam/policy.ts';
import type { Request } from '../../iam/request.ts';
import type { Attached, Pair, PolicyDocument, PrincipalBlock, StatementDocument, Texts } from '../pair.ts';
import { drawConditions } from './conditions.ts';
import { actionNear, resourceNear } from './patterns.ts';
import type { Random } from './random.ts';
import { ACCOUNT, drawRequest, keysOf, OTHER_ACCOUNT, ROLE_ARN, SERVICE, SESSION_ARN, USER_ARN } from './requests.ts';

/** How the statements of a pair are drawn: the plain ones are what every evaluator reads. */
interface Style {
  readonly conditioned: number;
  readonly invertedResources: number;
  readonly resourcePolicy: number;
  readonly limits: number;
}

const PLAIN: Style = { conditioned: 0, invertedResources: 0, resourcePolicy: 0, limits: 0 };
const FULL: Style = { conditioned: 0.45, invertedResources: 0.08, resourcePolicy: 0.5, limits: 0.3 };

/** One request and policies drawn near to it, so that about every second request is allowed. */
export function drawPair(random: Random): Pair {
  const style = random.chance(0.3) ? PLAIN : FULL;
  const request = drawRequest(random);
  const isOwn = request.principal.kind === 'user' || request.principal.kind === 'role-session';
  const kinds: PolicyKind[] = [];
  if (isOwn && random.chance(0.9)) kinds.push('identity');
  if (isOwn && random.chance(0.25)) kinds.push('identity');
  if (isOwn && random.chance(style.limits)) kinds.push('boundary');
  if (request.principal.kind === 'role-session' && random.chance(style.limits)) kinds.push('session');
  // A key always has a policy.
  const isKey = request.action.startsWith('kms:');
  if (isKey || !isOwn || request.resourceAccount === OTHER_ACCOUNT || random.chance(style.resourcePolicy))
    kinds.push(isKey ? 'key' : 'resource');
  return { request, policies: kinds.map((kind) => drawAttached(kind, request, style, random)) };
}

function drawAttached(kind: PolicyKind, request: Request, style: Style, random: Random): Attached {
  const Statement = Array.from({ length: 1 + random.below(3) }, (_, index) =>
    drawStatement(random.chance(index > 0 ? 0.25 : 0.03) ? 'Deny' : 'Allow', kind, request, style, random),
  );
  const document: PolicyDocument = { Version: '2012-10-17', Statement };
  return { kind, document };
}

function drawStatement(
  Effect: 'Allow' | 'Deny',
  kind: PolicyKind,
  request: Request,
  style: Style,
  random: Random,
): StatementDocument {
  const actions = one(random, () => actionNear(request.action, random));
  const resources = one(random, () => resourceNear(request.resource, random));
  const principal = drawPrincipal(request, random);
  return {
    Effect,
    ...(random.chance(0.08) ? { NotAction: actions } : { Action: actions }),
    ...(random.chance(style.invertedResources) ? { NotResource: resources } : { Resource: resources }),
    ...((kind === 'resource' || kind === 'key') &&
      (random.chance(0.06) ? { NotPrincipal: principal } : { Principal: principal })),
    ...(random.chance(style.conditioned) && { Condition: drawConditions(random, keysOf(request)) }),
  };
}

const PRINCIPALS: readonly PrincipalBlock[] = [
  '*',
  { AWS: '*' },
  { AWS: ACCOUNT },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: OTHER_ACCOUNT },
  { AWS: USER_ARN },
  { AWS: ROLE_ARN },
  { AWS: SESSION_ARN },
  { AWS: [`arn:aws:iam::${ACCOUNT}:user/other`, ROLE_ARN] },
  { Service: SERVICE },
  { Service: ['events.amazonaws.com', SERVICE] },
  { Service: 's3.amazonaws.com', AWS: USER_ARN },
];

/** Often the very one who asks. */
function drawPrincipal({ principal }: Request, random: Random): PrincipalBlock {
  if (random.chance(0.15)) return '*';
  if (random.chance(0.4)) return random.pick(PRINCIPALS);
  if (principal.kind === 'user') return { AWS: principal.arn };
  if (principal.kind === 'role-session') return { AWS: random.pick([principal.role, principal.session]) };
  return principal.kind === 'service' ? { Service: principal.name } : '*';
}

function one(random: Random, draw: () => string): Texts {
  if (random.chance(0.6)) return draw();
  return Array.from({ length: 1 + random.below(2) }, draw);
}
