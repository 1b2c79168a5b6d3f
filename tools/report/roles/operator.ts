import type { ReportData } from '../data.ts';
import { number, plural, seconds } from '../format.ts';
import { alarmsSection } from '../sections/alarms.ts';
import { extractionSection } from '../sections/extraction.ts';
import { machineSection } from '../sections/machine.ts';
import { streamSection } from '../sections/stream.ts';
import { rings } from '../verdict/alarms.ts';
import type { Role } from './role.ts';

export const OPERATOR: Role = {
  id: 'operator',
  name: 'Operator',
  answers: (data) => [
    ['What rings?', alarms(data)],
    ['Does it run?', runs(data)],
    ['How fast is live data?', live(data)],
  ],
  parts: [
    { id: 'alarms', title: 'Alarms', render: alarmsSection },
    { id: 'machine', title: 'Runs', render: machineSection },
    { id: 'extraction', title: 'Extraction', render: extractionSection },
    { id: 'stream', title: 'Live data', render: streamSection },
  ],
};

function alarms({ alarms }: ReportData): string {
  const ringing = alarms.filter(rings);
  const wanted = ringing.filter((alarm) => alarm.wanted !== null).length;
  return `${number(ringing.length)} of ${plural(alarms.length, 'alarm')}; ${wanted === ringing.length && wanted > 0 ? 'all' : number(wanted)} of them set off on purpose by this run`;
}

function runs({ machine }: ReportData): string {
  const done = machine.filter(({ status }) => status === 'SUCCEEDED').length;
  return `${number(done)} of ${plural(machine.length, 'run')} of the state machine succeeded`;
}

function live({ streams }: ReportData): string {
  if (streams.length === 0) return 'No site streams';
  return `Stored within ${seconds(Math.max(...streams.map(({ toBronzeSeconds }) => toBronzeSeconds.max)))}`;
}
