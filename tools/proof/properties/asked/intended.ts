import { type Context, principalOf, type Request } from '../../../../packages/iam-proof/index.ts';
import { encryptRecords } from '../../promise/customer-key.ts';
import { fedStream, ownPrefix, type Places, type Plant } from '../../promise/places.ts';
import { streamRights } from '../../promise/plant-rights.ts';
import { switchedRights } from '../../promise/switches.ts';
import { tagged } from '../../promise/tags.ts';
import { decisionOn } from '../decision.ts';
import type { Finding } from '../finding.ts';

const PROPERTY = 'a plant can put what it is there to put';

/** The layer that keeps a request out, by the reason of the refusal. */
const LAYERS: Readonly<Record<string, Finding['layer']>> = {
  'no-allow': 'identity',
  boundary: 'boundary',
  'explicit-deny': 'resource',
};

/** A door that nothing passes would keep every other promise too. */
export function intendedFindings(places: Places): Finding[] {
  return places.plants.flatMap((plant) =>
    fromEach(intended(places, plant), plant).flatMap((request): Finding[] => {
      const { identity } = plant;
      const decision = decisionOn(request, places, identity);
      if (decision.allowed) return [];
      const message = `${request.action} on ${request.resource} is refused (${decision.reason})`;
      return [
        {
          property: PROPERTY,
          layer: LAYERS[decision.reason] ?? 'key',
          who: identity.name,
          message,
          request,
          by: decision.by.map(({ source }) => source),
        },
      ];
    }),
  );
}

/** Requests from each network that a plant is bound to, if it is to any, by its tag. */
function fromEach(requests: readonly Request[], { identity }: Plant): Request[] {
  const bound = tagged(identity, 'airlock:network').map((word): Context => {
    return word.startsWith('vpce-') ? { 'aws:sourcevpce': word } : { 'aws:sourceip': word.replace(/\/\d+$/, '') };
  });
  const origins = bound.length === 0 ? [{}] : bound;
  return requests.flatMap((each) => origins.map((origin) => ({ ...each, context: { ...each.context, ...origin } })));
}

function intended(places: Places, plant: Plant): Request[] {
  const principal = principalOf(plant.identity, places.app.account);
  // A sender calls by a session, a PI Integrator by its key.
  const session: Context = plant.profile === 'sender' ? { 'aws:tokenissuetime': '2026-01-01T00:00:00Z' } : {};
  const request = (action: string, resource: string, context: Context): Request => ({
    principal,
    action,
    resource,
    context: { 'aws:securetransport': 'true', 'aws:principalarn': plant.identity.arn, ...session, ...context },
  });
  const object = `${places.bucket('landing')}/${ownPrefix(plant)}view=any/object`;
  const signed = { 's3:tlsversion': '1.3', 's3:authtype': 'REST-HEADER' };
  const stream = fedStream(places, plant);
  /** As Kinesis asks in the plant's name. */
  const encrypting = (arn: string): Request[] =>
    encryptRecords(places, arn).flatMap(({ actions, resources: [key = ''], when = {} }) =>
      actions.map((action) => {
        const via = Object.entries(when).map(([name, [value = '']]) => [name.toLowerCase(), value]);
        return request(action, key, { ...Object.fromEntries(via), 'kms:encryptioncontext:aws:kinesis:arn': arn });
      }),
    );
  return [
    request('s3:PutObject', object, { ...signed, 's3:if-none-match': '*', 's3:objectcreationoperation': 'true' }),
    request('s3:PutObject', object, { ...signed, 's3:objectcreationoperation': 'false' }),
    request('s3:AbortMultipartUpload', object, signed),
    ...(stream === undefined ? [] : encrypting(stream)),
    ...[...streamRights(places, plant), ...switchedRights(places, plant)].flatMap(
      ({ actions, resources: [resource = ''], like = {} }) => {
        const keys = Object.entries(like).map(([key, [value = '']]) => [key.toLowerCase(), value.replace('*', 'x')]);
        return actions.map((action) =>
          request(action, resource.replace('*', 'x'), { ...signed, ...Object.fromEntries(keys) }),
        );
      },
    ),
  ];
}
