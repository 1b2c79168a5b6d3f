import type { JsonObject, Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import { objectsIn, ofType } from '../properties/looked-up/settings.ts';
import { type Datum, ringsAt } from './alarm.ts';
import type { CallEvent } from './event.ts';
import { filterPattern } from './filter-pattern.ts';
import { isRecorded } from './selectors.ts';

/** The way of a call from a trail to somebody who is told. */
export interface Watch {
  readonly isRecorded: (event: CallEvent) => boolean;
  readonly rings: (event: CallEvent) => boolean;
}

/** How the trails, filters and alarms of an assembly watch. */
export function watchOf(places: Places): Watch {
  const trails = ofType('AWS::CloudTrail::Trail')(places).filter(({ properties }) => properties.IsLogging === true);
  const alarms = ofType('AWS::CloudWatch::Alarm')(places);
  const filters = ofType('AWS::Logs::MetricFilter')(places).map(filterOf);
  const records = (trail: Resource, event: CallEvent): boolean =>
    isRecorded(trail.properties.AdvancedEventSelectors, event, trail.source);
  // Thousands of calls end in the same few data, and a hundred sites have a thousand alarms.
  const known = new Map<Datum, boolean>();
  const isHeard = (datum: Datum): boolean => {
    const heard = known.get(datum) ?? alarms.some((alarm) => ringsAt(alarm, datum, places));
    known.set(datum, heard);
    return heard;
  };
  return {
    isRecorded: (event) => trails.some((trail) => records(trail, event)),
    rings: (event) =>
      trails
        .filter((trail) => records(trail, event))
        .flatMap((trail) => filters.filter(({ isOf }) => isOf(trail)).flatMap(({ dataOf }) => dataOf(event)))
        .some(isHeard),
  };
}

interface Filter {
  /** It reads the log that a trail writes. */
  readonly isOf: (trail: Resource) => boolean;
  readonly dataOf: (event: CallEvent) => Datum[];
}

function filterOf({ properties, source }: Resource): Filter {
  const matches = filterPattern(String(properties.FilterPattern), source);
  const data = objectsIn(properties.MetricTransformations).map(datumOf);
  return {
    isOf: (trail) =>
      String(trail.properties.CloudWatchLogsLogGroupArn).endsWith(`:log-group:${String(properties.LogGroupName)}:*`),
    dataOf: (event) => (matches(event) ? data : []),
  };
}

/** A metric by the value of a field of the event would have dimensions or values that are not looked at: it counts as none. */
function datumOf({ MetricNamespace, MetricName, MetricValue }: JsonObject): Datum {
  return { namespace: String(MetricNamespace), name: String(MetricName), value: Number(MetricValue) };
}
