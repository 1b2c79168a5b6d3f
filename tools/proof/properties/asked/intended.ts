import { type Context, evaluate, principalOf, type Request } from '../../../../packages/iam-proof/index.ts';
import { encryptRecords } from '../../promise/customer-key.ts';
import { fedStream, ownPrefix, type Places, type Plant } from '../../promise/places.ts';
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
    intended(places, plant).flatMap((asked): Finding[] => {
      const { identity } = plant;
      const request = { ...asked, context: { ...asked.context, ...fromPlant(places, plant) } };
      const resource = places.app.guarded
        .filter(({ arn }) => request.resource === arn || request.resource.startsWith(`${arn}/`))
        .flatMap(({ policies }) => policies);
      const decision = evaluate(request, {
        identity: identity.policies,
        resource,
        ...(identity.boundary !== undefined && { boundary: identity.boundary }),
      });
      if (decision.allowed) return [];
      const message = `${request.action} on ${request.resource} is refused (${decision.reason})`;
      return [
        {
          property: PROPERTY,
          layer: LAYERS[decision.reason] ?? 'together',
          who: identity.name,
          message,
          request,
          by: decision.by.map(({ source }) => source),
        },
      ];
    }),
  );
}

/** Origin of a plant's calls, if it is bound to a network: the first address or endpoint that its Denies leave out. */
function fromPlant({ app }: Places, { identity }: Plant): Context {
  const policies = [...identity.policies, ...app.guarded.flatMap((guarded) => guarded.policies)];
  const denies = policies.flatMap(({ statements }) => statements).filter(({ effect }) => effect === 'Deny');
  const own = denies.filter(({ conditions, principal }) =>
    principal === undefined
      ? true
      : conditions.some(({ key, values }) => key === 'aws:principalarn' && values.includes(identity.arn)),
  );
  const bound = own.flatMap(({ conditions }) => conditions).filter(({ key }) => NETWORK.includes(key));
  return Object.fromEntries(bound.map(({ key, values: [first = ''] }) => [key, first.replace(/\/\d+$/, '')]));
}

const NETWORK = ['aws:sourceip', 'aws:sourcevpce'];

function intended(places: Places, plant: Plant): Request[] {
  const { account } = places.app;
  const principal = principalOf(plant.identity, account);
  const request = (action: string, resource: string, context: Context): Request => ({
    principal,
    action,
    resource,
    resourceAccount: account,
    context: { 'aws:securetransport': 'true', 'aws:principalarn': plant.identity.arn, ...context },
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
    ...(stream !== undefined
      ? [request('kinesis:PutRecord', stream, {}), request('kinesis:PutRecords', stream, {}), ...encrypting(stream)]
      : []),
  ];
}
