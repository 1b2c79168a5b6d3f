import { CannotTell, type JsonObject, type Resource } from '../../../packages/iam-proof/index.ts';
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
  const filters = ofType('AWS::Logs::MetricFilter')(places)
    .map(filterOf)
    .filter(({ data }) => data.some((datum) => alarms.some((alarm) => ringsAt(alarm, datum, places))));
  const records = ({ properties, source }: Resource, event: CallEvent): boolean =>
    isRecorded(properties.AdvancedEventSelectors, event, source);
  return {
    isRecorded: (event) => trails.some((trail) => records(trail, event)),
    rings: (event) =>
      trails.some(
        (trail) => records(trail, event) && filters.some(({ isOf, matches }) => isOf(trail) && matches(event)),
      ),
  };
}

interface Filter {
  /** It reads the log that a trail writes. */
  readonly isOf: (trail: Resource) => boolean;
  readonly matches: (event: CallEvent) => boolean;
  /** What it puts at an event that it matches. */
  readonly data: readonly Datum[];
}

function filterOf({ properties, source }: Resource): Filter {
  const { FilterPattern, LogGroupName, MetricTransformations, ...unknown } = properties;
  refuse(unknown, source);
  return {
    isOf: ({ properties: { CloudWatchLogsLogGroupArn } }) =>
      String(CloudWatchLogsLogGroupArn).endsWith(`:log-group:${String(LogGroupName)}:*`),
    matches: filterPattern(String(FilterPattern), source),
    data: objectsIn(MetricTransformations).map((transformation) => datumOf(transformation, source)),
  };
}

/** A metric by the value of a field of the event has values that are not looked at: it counts as none. */
function datumOf({ MetricNamespace, MetricName, MetricValue, ...unknown }: JsonObject, source: string): Datum {
  refuse(unknown, source);
  return { namespace: String(MetricNamespace), name: String(MetricName), value: Number(MetricValue) };
}

/** What else a filter is set to, as dimensions, may keep its data from an alarm. */
function refuse(unknown: JsonObject, source: string): void {
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new CannotTell(source, `${name} of a metric filter is not understood`);
}
