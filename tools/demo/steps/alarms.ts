import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { ReportData } from '../../report/data.ts';
import type { Demo } from '../demo.ts';

export type SeenAlarm = ReportData['alarms'][number];

/** Every alarm of the deployment as it stands now, those that went off first. */
export async function readAlarms({ deployer, config }: Demo): Promise<SeenAlarm[]> {
  const alarms: SeenAlarm[] = [];
  const prefix = { AlarmNamePrefix: `${config.app}-${config.environment}-` };
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client: deployer.cloudwatch }, prefix)) {
    for (const { AlarmName: name = '', StateValue: state = 'UNKNOWN', StateReason: reason = '' } of MetricAlarms) {
      alarms.push({ name, state, reason });
    }
  }
  return alarms.sort(
    (a, b) => Number(b.state === 'ALARM') - Number(a.state === 'ALARM') || a.name.localeCompare(b.name),
  );
}

/** How many alarms there are, and a line for each that went off. */
export function alarmLines(alarms: readonly SeenAlarm[]): string {
  const off = alarms.filter(({ state }) => state === 'ALARM');
  return [
    `Alarms: ${off.length} of ${alarms.length} went off`,
    ...off.map(({ name, reason }) => `  ${name}: ${reason}`),
  ].join('\n');
}
