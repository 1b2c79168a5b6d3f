import {
  type App,
  CannotTell,
  evaluate,
  isList,
  type Json,
  type JsonObject,
  type Resource,
} from '../../../packages/iam-proof/index.ts';
import type { Metric } from '../promise/alarms.ts';
import type { Places } from '../promise/places.ts';
import { objectsIn } from '../properties/looked-up/settings.ts';

/** A value of a metric, put once. */
export interface Datum extends Metric {
  readonly value: number;
}

const HOUR = 3600;

/** The value of a period in which the datum is the only one. */
const STATISTICS: Readonly<Record<string, (value: number) => number>> = {
  Sum: (value) => value,
  Average: (value) => value,
  Maximum: (value) => value,
  Minimum: (value) => value,
  SampleCount: () => 1,
};

const COMPARISONS: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanThreshold: (value, threshold) => value > threshold,
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/**
 * The alarm goes off within the hour at a single datum, and not without one, and a topic of the app tells of it.
 *
 * @throws CannotTell where a setting is not known
 */
export function ringsAt(alarm: Resource, datum: Datum, places: Places): boolean {
  return watches(alarm, datum) && isTold(alarm, places) && goesOff(alarm.properties, datum.value, alarm.source);
}

/** The alarm is on a metric, with each of its dimensions and no other. */
export function watches({ properties }: Resource, { namespace, name, dimensions }: Metric): boolean {
  const own = objectsIn(properties.Dimensions).map((each) => `${String(each.Name)}=${String(each.Value)}`);
  const wanted = Object.entries(dimensions).map(([key, value]) => `${key}=${value}`);
  const isSame = own.toSorted().join() === wanted.toSorted().join();
  return properties.Namespace === namespace && properties.MetricName === name && isSame;
}

function goesOff(properties: JsonObject, value: number, source: string): boolean {
  const { Statistic, ComparisonOperator, Threshold, Period, EvaluationPeriods: periods } = properties;
  const statistic = STATISTICS[String(Statistic)];
  const compare = COMPARISONS[String(ComparisonOperator)];
  if (statistic === undefined || compare === undefined) {
    throw new CannotTell(
      source,
      `an alarm by ${String(Statistic)} and ${String(ComparisonOperator)} is not understood`,
    );
  }
  const needed = Number(properties.DatapointsToAlarm ?? periods);
  // A period without a datum is none that breaches, whatever is made of what is missing: an alarm that always rings tells nothing.
  const isQuiet = properties.TreatMissingData !== 'breaching';
  return (
    isQuiet && needed === 1 && Number(Period) * Number(periods) <= HOUR && compare(statistic(value), Number(Threshold))
  );
}

/** Its actions are on, and one is a topic of the app that lets CloudWatch publish. */
export function isTold({ properties: { ActionsEnabled, AlarmActions } }: Resource, { app }: Places): boolean {
  const actions = isList(AlarmActions) ? AlarmActions : [];
  return ActionsEnabled !== false && actions.some((arn) => takes(arn, 'cloudwatch.amazonaws.com', app));
}

/** Whether a topic of the app lets a service of AWS publish for this account. */
export function takes(topic: Json, service: string, app: App): boolean {
  return app.guarded.some(({ kind, arn, policies }) => {
    if (kind !== 'topic' || arn !== topic) return false;
    const request = {
      principal: { kind: 'service', name: service },
      action: 'sns:Publish',
      resource: arn,
      context: { 'aws:sourceaccount': app.account, 'aws:securetransport': 'true' },
    } as const;
    return evaluate(request, { identity: [], resource: policies }).allowed;
  });
}
