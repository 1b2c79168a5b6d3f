import {
  actionIs,
  both,
  type Constraint,
  type Identity,
  no,
  resourceIs,
  stranger,
} from '../../../../packages/iam-proof/index.ts';
import { isEmptier } from '../../promise/emptier.ts';
import { LEAVES_AS_IT_IS } from '../../promise/lists.ts';
import { type Places, pipelineRole } from '../../promise/places.ts';
import { type Ask, ask } from './ask.ts';

/** Roles that write bronze. */
const WRITERS = ['landing-intake', 'stream-to-bronze'];

const TWO_WRITERS = 'bronze takes objects from its two writers only';
const NO_TAMPERING = 'bronze lets nobody delete a version or change policy, lock or versions, but its keepers';
const OF_SERVICES = 'the bucket of logs takes objects from services of AWS only';
const LOGS_STAY = 'the bucket of logs lets nobody delete or change what it holds or its rules, but its keepers';

/** Promises of the policies of bronze and of the logs, against anybody in the account and against each identity of ours. */
export function keptAsks(places: Places): Ask[] {
  const writers = WRITERS.map((name) => pipelineRole(places, name));
  const anybody = stranger(places.app);
  const alike = writers.map((arn) => stranger(places.app, `${arn.slice(arn.indexOf('role/') + 5)}-2`));
  const ours = places.app.identities;
  const all = (property: string, identities: readonly Identity[], what: Constraint): Ask[] =>
    identities.map((identity) => ask(places, property, 'resource', identity, what));
  const others = ours.filter(({ arn }) => !writers.includes(arn));
  const noKeepers = ours.filter((identity) => !isEmptier(identity));
  return [
    ...all(TWO_WRITERS, [anybody, ...alike, ...others], putInto(places.bucket('bronze'))),
    ...all(NO_TAMPERING, [anybody, ...noKeepers], tamperWith(places.bucket('bronze'))),
    ...all(OF_SERVICES, [anybody, ...ours], putInto(places.bucket('access-logs'))),
    ...all(LOGS_STAY, [anybody, ...noKeepers], tamperWith(places.bucket('access-logs'))),
  ];
}

function putInto(bucket: string): Constraint {
  return both(actionIs('s3:PutObject'), resourceIs(`${bucket}/*`));
}

function tamperWith(bucket: string): Constraint {
  return both(actionIs('s3:*'), no(actionIs(...LEAVES_AS_IT_IS)), resourceIs(bucket, `${bucket}/*`));
}
