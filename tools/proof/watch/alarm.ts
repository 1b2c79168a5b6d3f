import { CannotTell, isList, type JsonObject, type Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import { decisionOn } from '../properties/decision.ts';
import { objectsIn } from '../properties/looked-up/settings.ts';

/** A value of a metric without dimensions, put once. */
export interface Datum {
  readonly namespace: string;
  readonly name: string;
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

/** The alarm is on a metric without dimensions. */
function watches({ properties }: Resource, { namespace, name }: Datum): boolean {
  return (
    properties.Namespace === namespace &&
    properties.MetricName === name &&
    objectsIn(properties.Dimensions).length === 0
  );
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

/** Its actions are on, and one is a topic of the app that lets CloudWatch publish for this account. */
function isTold({ properties: { ActionsEnabled, AlarmActions } }: Resource, places: Places): boolean {
  const { account, guarded } = places.app;
  const topics = guarded.filter(
    ({ kind, arn }) => kind === 'topic' && isList(AlarmActions) && AlarmActions.includes(arn),
  );
  const principal = { kind: 'service', name: 'cloudwatch.amazonaws.com' } as const;
  const context = { 'aws:sourceaccount': account, 'aws:securetransport': 'true' };
  const takes = (resource: string): boolean =>
    decisionOn({ principal, action: 'sns:Publish', resource, context }, places).allowed;
  return ActionsEnabled !== false && topics.some(({ arn }) => takes(arn));
}
