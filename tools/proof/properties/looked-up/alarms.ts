import type { Resource } from '../../../../packages/iam-proof/index.ts';
import { type WantedAlarm, wantedAlarms } from '../../promise/alarms.ts';
import type { Places } from '../../promise/places.ts';
import { breaking, type Finding } from '../finding.ts';
import { broken, isFilled, ofType, type Setting } from './settings.ts';

const PROPERTY = 'what fails, what is refused, and a plant that falls silent are told to somebody';

const finding = breaking(PROPERTY, 'configuration');

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
  const isTold = ActionsEnabled !== false && isFilled(AlarmActions);
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
const KEEPING: Setting = {
  of: (places) => {
    const mappings = ofType('AWS::Lambda::EventSourceMapping')(places);
    const read = mappings.map(({ properties }) => properties.EventSourceArn);
    return ofType('AWS::SQS::Queue')(places).filter(({ arn = '' }) => read.includes(arn));
  },
  message: 'what it could not hand over is dropped',
  holds: ({ properties }) => properties.RedrivePolicy !== undefined,
};

/** Every alarm that must be there, and how it must be set. */
export function alarmFindings(places: Places): Finding[] {
  const alarms = ofType('AWS::CloudWatch::Alarm')(places);
  return [...wantedAlarms(places).flatMap((wanted) => judge(wanted, alarms)), ...broken([KEEPING], places, finding)];
}
