import { stranger } from '../../../../packages/iam-proof/index.ts';
import { type Places, pipelineRole } from '../../promise/places.ts';
import { dataCalls, identityOf, refusedCalls } from '../../watch/calls.ts';
import type { CallEvent } from '../../watch/event.ts';
import { type Watch, watchOf } from '../../watch/ring.ts';
import { breaking, type Finding } from '../finding.ts';
import { broken, objectsIn, ofType, type Setting } from './settings.ts';

const PROPERTY =
  "calls on landing, bronze and streams are recorded, but the crawlers' and the stream reader's own, and whatever a plant is refused raises an alarm";

const finding = breaking(PROPERTY, 'configuration');
const trails = ofType('AWS::CloudTrail::Trail');

const SETTINGS: readonly Setting[] = [
  [trails, 'its log files are not signed', ({ properties }) => properties.EnableLogFileValidation === true],
  [
    trails,
    'its log files lie in another bucket than that of the logs',
    ({ properties }, places) => properties.S3BucketName === places.bucketResource('access-logs').ref,
  ],
  [
    trails,
    'it records one region, or no call on what has none',
    ({ properties }) => properties.IsMultiRegionTrail === true && properties.IncludeGlobalServiceEvents === true,
  ],
];

/** Roles that call so often by design that no trail records it. */
const UNRECORDED = { objects: 'crawler', records: 'stream-to-bronze' } as const;

/** Everything that must be there for a hole, once made, to be noticed. */
export function watchingFindings(places: Places): Finding[] {
  const watch = watchOf(places);
  return [
    ...broken(SETTINGS, places, finding),
    ...unrecorded(places, watch),
    ...unheard(places, watch),
    ...unmeasured(places),
  ];
}

/** Each call on data, by each identity and by a stranger, is sent through the trails' selectors. */
function unrecorded(places: Places, watch: Watch): Finding[] {
  const calls = dataCalls(places);
  return [...places.app.identities, stranger(places.app)].flatMap((identity) => {
    const userIdentity = identityOf({ identity }, places);
    const asked = (['objects', 'records'] as const).flatMap((kind) =>
      identity.arn === pipelineRole(places, UNRECORDED[kind]) ? [] : calls[kind],
    );
    const missed = asked.find((call) => !watch.isRecorded({ ...call, userIdentity }));
    return missed === undefined
      ? []
      : [finding(identity.name, `no trail records ${called({ ...missed, userIdentity })}`)];
  });
}

/** Each call of a plant that is refused is sent through selectors, filters and alarms. */
function unheard(places: Places, watch: Watch): Finding[] {
  return places.plants.flatMap((plant) => {
    const missed = refusedCalls(places, plant).filter((call) => !watch.rings(call));
    return missed
      .slice(0, 1)
      .map((call) =>
        finding(plant.identity.name, `no alarm goes off at ${called(call)}, refused (${missed.length} such)`),
      );
  });
}

function called({ eventSource, eventName, resources: [resource] }: CallEvent): string {
  const on = resource === undefined ? '' : ` on ${resource.ARN}`;
  return `${eventSource.replace('.amazonaws.com', '')}:${eventName}${on}`;
}

/** Each site's share of landing is measured; alarms of it are looked up by their names. */
function unmeasured(places: Places): Finding[] {
  const { properties, source } = places.bucketResource('landing');
  const measured = objectsIn(properties.MetricsConfigurations);
  return [...new Set(places.plants.map(({ site }) => site))]
    .filter((site) => !measured.some(({ Id, Prefix }) => Id === site && Prefix === `site=${site}/`))
    .map((site) => finding(source, `the requests of ${site} are not measured`));
}
