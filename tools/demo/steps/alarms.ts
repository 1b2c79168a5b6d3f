import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import type { Alarm } from '../../report/stage-data.ts';
import type { Demo } from '../demo.ts';

/** Every alarm of the deployment as it stands now, those that went off first. */
export async function readAlarms({ deployer, config }: Demo): Promise<Alarm[]> {
  const alarms: Alarm[] = [];
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
export function alarmLines(alarms: readonly Alarm[]): string {
  const off = alarms.filter(({ state }) => state === 'ALARM');
  return [
    `Alarms: ${off.length} of ${alarms.length} went off`,
    ...off.map(({ name, reason }) => `  ${name}: ${reason}`),
  ].join('\n');
}
