import { evaluate } from '../iam/evaluate.ts';
import type { Context, Request } from '../iam/request.ts';
import { ownPrefix, ownStream, type Places, type Plant } from '../promise/places.ts';
import { principalOf } from './ask.ts';
import type { Finding } from './finding.ts';

const PROPERTY = 'a plant can put what it is there to put';

/** A door that nothing passes would keep every other promise too. */
export function intendedFindings(places: Places): Finding[] {
  return places.plants.flatMap((plant) =>
    intended(places, plant).flatMap((request): Finding[] => {
      const { identity } = plant;
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
          layer: 'together',
          who: identity.name,
          message,
          request,
          by: decision.by.map(({ source }) => source),
        },
      ];
    }),
  );
}

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
  const stream = ownStream(places, plant);
  const streams = places.app.guarded.some(({ kind, arn }) => kind === 'stream' && arn === stream);
  return [
    request('s3:PutObject', object, { ...signed, 's3:if-none-match': '*', 's3:objectcreationoperation': 'true' }),
    request('s3:PutObject', object, { ...signed, 's3:objectcreationoperation': 'false' }),
    request('s3:AbortMultipartUpload', object, signed),
    ...(streams ? [request('kinesis:PutRecord', stream, {}), request('kinesis:PutRecords', stream, {})] : []),
  ];
}
