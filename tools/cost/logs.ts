import { assumed } from './assumptions.ts';
import { costOf, PRICES } from './prices.ts';
import { GB } from './workload.ts';

/** As long as the log groups of prod keep them. */
const MONTHS_KEPT = 3;
/** CloudWatch bills what it keeps as it is compressed. */
const COMPRESSED = 0.15;

/** What it costs to take logs of so many bytes in, and to keep them. */
export function logCost(bytes: number): number {
  const gigabytes = bytes / GB;
  return costOf(gigabytes, PRICES.logGb) + costOf(gigabytes * MONTHS_KEPT * COMPRESSED, PRICES.logKeptGb);
}

export function eventLogCost(events: number): number {
  return logCost(events * assumed('eventBytes'));
}
