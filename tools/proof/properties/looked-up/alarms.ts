import { textsWithin } from '../../../../packages/iam-proof/index.ts';
import { type WantedAlarm, wantedAlarms } from '../../promise/alarms.ts';
import type { Places } from '../../promise/places.ts';
import { isTold, takes, watches } from '../../watch/alarm.ts';
import { breaking, type Finding } from '../finding.ts';
import { broken, ofType, type Setting } from './settings.ts';

const PROPERTY = 'what fails, what is refused, and a plant that falls silent are told to somebody';

const finding = breaking(PROPERTY, 'configuration');

/** Seconds within which an alarm goes off. */
const SOONEST = { 'what happens': 3600, 'what stays away': 86_400, 'a ceiling': 3600 } as const;

function judge({ name, tells, metric }: WantedAlarm, places: Places): Finding[] {
  const alarm = ofType('AWS::CloudWatch::Alarm')(places).find(({ properties }) => properties.AlarmName === name);
  if (alarm === undefined) return [finding(name, 'there is no such alarm')];
  const { properties, source } = alarm;
  const { ComparisonOperator: operator, Threshold, TreatMissingData: missing, Period, EvaluationPeriods } = properties;
  const isSet = {
    'what happens': operator === 'GreaterThanThreshold' && Threshold === 0,
    'what stays away': operator === 'LessThanThreshold' && Threshold === 1 && missing === 'breaching',
    'a ceiling': operator === 'GreaterThanThreshold',
  }[tells];
  const isSoon = Number(Period) * Number(EvaluationPeriods) <= SOONEST[tells];
  return [
    ...(isTold(alarm, places) ? [] : [finding(source, 'it tells nobody')]),
    ...(watches(alarm, metric)
      ? []
      : [finding(source, `it does not watch ${metric.namespace} ${metric.name} of its own`)]),
    ...(isSet ? [] : [finding(source, `it does not go off at ${tells}`)]),
    ...(isSoon ? [] : [finding(source, `it goes off later than after ${SOONEST[tells]} s`)]),
  ];
}

/** A queue whose messages call a function keeps those that the function could not take. */
const KEEPING: Setting = {
  of: (places) => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping')(places);
    const read = mappings.map(({ properties }) => properties.EventSourceArn);
    return ofType('AWS::SQS::Queue')(places).filter(({ arn = '' }) => read.includes(arn));
  },
  message: 'what it could not hand over is dropped',
  holds: ({ properties }) => properties.RedrivePolicy !== undefined,
};

/** Whom a budget tells. */
const BUDGETS: Setting = {
  of: ofType('AWS::Budgets::Budget'),
  message: 'the topic does not let a budget tell',
  holds: ({ properties }, { app }) =>
    textsWithin(properties)
      .filter((text) => /^arn:[^:]*:sns:/.test(text))
      .every((topic) => takes(topic, 'budgets.amazonaws.com', app)),
};

/** Every alarm that must be there, and how it must be set. */
export function alarmFindings(places: Places): Finding[] {
  return [
    ...wantedAlarms(places).flatMap((wanted) => judge(wanted, places)),
    ...broken([KEEPING, BUDGETS], places, finding),
  ];
}
