import type { ReportData } from '../report/data.ts';
import { trialLines } from '../trial/tally.ts';
import { accountingTable } from './steps/accounting.ts';
import { alarmLines } from './steps/alarms.ts';
import { catalogueTable } from './steps/catalogue.ts';
import { type DeployedSet, deployedLines } from './steps/deployed.ts';
import { historyLines } from './steps/state-machine.ts';
import { streamLines } from './stream/stream-lines.ts';

/** A run as the terminal shows it, part by part. */
export function runLines(facts: ReportData, deployed: DeployedSet, dataScientist: string): string {
  const parts = [
    deployedLines(deployed),
    trialLines(facts.trials).join('\n'),
    facts.streams.map(streamLines).join('\n'),
    `State machine:\n${historyLines(facts.machine)}`,
    `Catalogue:\n${catalogueTable(facts.catalogue)}`,
    alarmLines(facts.alarms),
    accountingTable(facts.sites),
    [`The data scientist's line:\n${dataScientist.trim()}`, ...facts.comparisons.map(comparisonLine)].join('\n'),
  ];
  return parts.join('\n\n');
}

function comparisonLine({ dataset, cells, fine }: ReportData['comparisons'][number]): string {
  return `${dataset}: ${cells.toLocaleString('en')} cells, ${fine ? 'equal to the truth' : 'NOT equal to the truth'}`;
}
