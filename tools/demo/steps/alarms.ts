import { type MetricAlarm, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Alarm, AlarmRule } from '../../report/stage-data.ts';
import type { Demo } from '../demo.ts';

/** Every alarm of the deployment as it stands now, those that went off first. */
export async function readAlarms({ deployer, config }: Demo): Promise<Alarm[]> {
  const alarms: Alarm[] = [];
  const prefix = { AlarmNamePrefix: `${config.app}-${config.environment}-` };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: deployer.cloudwatch }, prefix)) {
    alarms.push(...MetricAlarms.map(alarmOf));
  }
  return alarms.sort(
    (a, b) => Number(b.state === 'ALARM') - Number(a.state === 'ALARM') || a.name.localeCompare(b.name),
  );
}

/** Between an alarm's sentence and the path of its runbook; see lib/alarms/runbook-alarm.ts. */
const TO_DO = ' What to do: ';

export function alarmOf(alarm: MetricAlarm): Alarm {
  const { AlarmName: name = '', StateValue: state = 'UNKNOWN', StateReason: reason = '' } = alarm;
  const [summary = '', runbook = null] = (alarm.AlarmDescription ?? '').split(TO_DO);
  const since = alarm.StateUpdatedTimestamp?.toISOString() ?? null;
  return { name, state, reason, wanted: null, summary, runbook, rule: ruleOf(alarm), since };
}

function ruleOf(alarm: MetricAlarm): AlarmRule | null {
  const { MetricName: metric, Threshold: threshold, ComparisonOperator: comparison } = alarm;
  if (metric === undefined || threshold === undefined || comparison === undefined) return null;
  const { Statistic: statistic = '', EvaluationPeriods: periods = 1, Period: periodSeconds = 0 } = alarm;
  return { metric, statistic, comparison, threshold, periods, periodSeconds };
}

/** How many alarms there are, and a line for each that went off. */
export function alarmLines(alarms: readonly Alarm[]): string {
  const off = alarms.filter(({ state }) => state === 'ALARM');
  return [
    `Alarms: ${off.length} of ${alarms.length} went off`,
    ...off.map(({ name, reason, wanted }) => `  ${name}: ${wanted === null ? reason : `wanted, since ${wanted}`}`),
  ].join('\n');
}
