import { actionIs, both, resourceIs, stranger } from '../../../../packages/iam-proof/index.ts';
import { BRONZE_WRITERS, isEmptier } from '../../promise/flows.ts';
import { TAMPERING } from '../../promise/lists.ts';
import { type Places, pipelineRole } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

const TWO_WRITERS = 'bronze takes objects from its two writers only';
const NO_TAMPERING = 'bronze lets nobody delete a version or change policy, lock or versions, but its keepers';

/** Promises of bronze's policy, against anybody in the account and against each identity of ours. */
export function bronzeAsks(places: Places): Ask[] {
  const bucket = places.bucket('bronze');
  const writers = BRONZE_WRITERS.map((name) => pipelineRole(places, name));
  const put = both(actionIs('s3:PutObject'), resourceIs(`${bucket}/*`));
  const tamper = both(actionIs(...TAMPERING), resourceIs(bucket, `${bucket}/*`));
  const anybody = stranger(places.app);
  const alike = writers.map((arn) => stranger(places.app, `${arn.slice(arn.indexOf('role/') + 5)}-2`));
  const ours = places.app.identities;
  return [
    ...[anybody, ...alike, ...ours.filter(({ arn }) => !writers.includes(arn))].map((identity) =>
      ask(places, TWO_WRITERS, 'resource', identity, put),
    ),
    ...[anybody, ...ours.filter((identity) => !isEmptier(identity))].map((identity) =>
      ask(places, NO_TAMPERING, 'resource', identity, tamper),
    ),
  ];
}
