import type { ReportData } from '../data.ts';
import type { Alarm } from '../stage-data.ts';
import { broken, type Finding } from './finding.ts';

export function rings({ state }: Alarm): boolean {
  return state === 'ALARM';
}

/** Alarms that went off, though the run did not mean to set them off. */
export function alarmsAgainst({ alarms }: Pick<ReportData, 'alarms'>): Finding[] {
  return alarms
    .filter((alarm) => rings(alarm) && alarm.wanted === null)
    .map(({ name, reason, runbook }) => broken(`${name} rang: ${reason}${runbook === null ? '' : `; see ${runbook}`}`));
}
