import { historyLines } from '../operate/executions.ts';
import type { ReportData } from '../report/data.ts';
import { number } from '../report/format.ts';
import { toldIn } from '../report/verdict/extraction.ts';
import { trialLines } from '../trial/tally.ts';
import { accountingTable } from './steps/accounting.ts';
import { alarmLines } from './steps/alarms.ts';
import { catalogueTable } from './steps/catalogue.ts';
import { type DeployedSet, deployedLines } from './steps/deployed.ts';
import { streamLines } from './stream/stream-lines.ts';

/** A run as the terminal shows it, part by part. */
export function runLines(facts: ReportData, deployed: DeployedSet, dataScientist: string): string {
  const parts = [
    deployedLines(deployed),
    trialLines(facts.trials).join('\n'),
    facts.senders.map(senderLine).join('\n'),
    facts.streams.map(streamLines).join('\n'),
    `State machine:\n${historyLines(facts.machine)}`,
    `Catalogue:\n${catalogueTable(facts.catalogue)}`,
    alarmLines(facts.alarms),
    accountingTable(facts.sites),
    [`The data scientist's line:\n${dataScientist.trim()}`, ...facts.comparisons.map(comparisonLine)].join('\n'),
  ];
  return parts.join('\n\n');
}

function senderLine({ site, status, wanted }: ReportData['senders'][number]): string {
  const { files, rows, again } = toldIn(status);
  const told = `${number(rows)} readings told in ${files} files, ${number(again)} of them a second time with what had changed`;
  return `Sender of ${site}: ${told}; PI holds ${number(wanted.held)}`;
}

function comparisonLine({ dataset, cells, fine }: ReportData['comparisons'][number]): string {
  return `${dataset}: ${cells.toLocaleString('en')} cells, ${fine ? 'equal to the truth' : 'NOT equal to the truth'}`;
}
