import { isList, type Resource } from '../../../../packages/iam-proof/index.ts';
import { type WantedAlarm, wantedAlarms } from '../../promise/alarms.ts';
import type { Places } from '../../promise/places.ts';
import type { Finding } from '../finding.ts';

const PROPERTY = 'what fails, what is refused, and a plant that falls silent are told to somebody';

/** Every alarm that must be there, and how it must be set. */
export function alarmFindings(places: Places): Finding[] {
  const { resources } = places.app;
  const alarms = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
  return [...wantedAlarms(places).flatMap((wanted) => judge(wanted, alarms)), ...dropping(resources)];
}

function finding(who: string, message: string): Finding {
  return { property: PROPERTY, layer: 'configuration', who, message, by: [who] };
}

function judge({ name, tells }: WantedAlarm, alarms: readonly Resource[]): Finding[] {
  const alarm = alarms.find(({ properties }) => properties.AlarmName === name);
  if (alarm === undefined) return [finding(name, 'there is no such alarm')];
  const { properties, source } = alarm;
  const {
    ActionsEnabled,
    AlarmActions,
    ComparisonOperator: operator,
    Threshold,
    TreatMissingData: missing,
  } = properties;
  const isTold = ActionsEnabled !== false && isList(AlarmActions) && AlarmActions.length > 0;
  const isSet = {
    'what happens': operator === 'GreaterThanThreshold' && Threshold === 0,
    'what stays away': operator === 'LessThanThreshold' && Threshold === 1 && missing === 'breaching',
    'a ceiling': operator === 'GreaterThanThreshold',
  }[tells];
  return [
    ...(isTold ? [] : [finding(source, 'it tells nobody')]),
    ...(isSet ? [] : [finding(source, `it does not go off at ${tells}`)]),
  ];
}

/** A queue whose messages call a function keeps those that the function could not take. */
function dropping(resources: readonly Resource[]): Finding[] {
  const read = resources
    .filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping')
    .map(({ properties }) => properties.EventSourceArn);
  return resources
    .filter(
      ({ type, arn, properties }) =>
        type === 'AWS::SQS::Queue' && read.includes(arn ?? '') && !properties.RedrivePolicy,
    )
    .map(({ source }) => finding(source, 'what it could not hand over is dropped'));
}
