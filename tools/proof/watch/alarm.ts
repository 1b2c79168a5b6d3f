import { CannotTell, isList, type Resource } from '../../../packages/iam-proof/index.ts';
import type { Places } from '../promise/places.ts';
import { isServiceLet } from '../properties/decision.ts';

/** A value of a metric without dimensions, put once. */
export interface Datum {
  readonly namespace: string;
  readonly name: string;
  readonly value: number;
}

const HOUR = 3600;

/**
 * The alarm goes off within the hour at a single datum, and not without one, and a topic of the app tells of it.
 *
 * @throws CannotTell where it is not one by a sum that is greater than a threshold
 */
export function ringsAt(alarm: Resource, datum: Datum, places: Places): boolean {
  return watches(alarm, datum) && isTold(alarm, places) && goesOff(alarm, datum);
}

/** The alarm is on a metric without dimensions, in whatever unit. */
function watches(
  { properties: { Namespace, MetricName, Dimensions, Unit } }: Resource,
  { namespace, name }: Datum,
): boolean {
  return Namespace === namespace && MetricName === name && Dimensions === undefined && Unit === undefined;
}

function goesOff({ properties, source }: Resource, { value }: Datum): boolean {
  const { Statistic, ComparisonOperator, Threshold, Period, EvaluationPeriods: periods } = properties;
  if (Statistic !== 'Sum' || ComparisonOperator !== 'GreaterThanThreshold') {
    const by = `${String(Statistic)} and ${String(ComparisonOperator)}`;
    throw new CannotTell(source, `an alarm by ${by} is not understood`);
  }
  const needed = Number(properties.DatapointsToAlarm ?? periods);
  // A period without a datum is none that breaches, whatever is made of what is missing: an alarm that always rings tells nothing.
  const isQuiet = properties.TreatMissingData !== 'breaching';
  return isQuiet && needed === 1 && Number(Period) * Number(periods) <= HOUR && value > Number(Threshold);
}

/** Its actions are on, and one is a topic of the app that lets CloudWatch publish for this account. */
function isTold({ properties: { ActionsEnabled, AlarmActions } }: Resource, places: Places): boolean {
  const topics = places.app.guarded.filter(
    ({ kind, arn }) => kind === 'topic' && isList(AlarmActions) && AlarmActions.includes(arn),
  );
  const isLet = (topic: string): boolean =>
    isServiceLet('cloudwatch.amazonaws.com', 'sns:Publish', topic, { 'aws:securetransport': 'true' }, places);
  return ActionsEnabled !== false && topics.some(({ arn }) => isLet(arn));
}
