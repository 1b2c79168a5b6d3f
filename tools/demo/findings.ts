import type { StreamRun } from '../report/stage-data.ts';
import { isProven, type Trial } from '../trial/forbidden/trial.ts';
import type { Circumstances } from './report.ts';
import type { DemoResult } from './run.ts';
import { streamRunOf } from './stages.ts';
import { differences } from './steps/accounting.ts';
import { againstOf } from './steps/proof.ts';

/** States of the state machine that start a job run or a crawl. */
const WORK_STATES = ['Clean', 'Build gold', 'Crawl'];

/** Everything that is not as promised, a line each. */
export function findingsOf(
  result: DemoResult,
  { proof, deployed, repeated }: Omit<Circumstances, 'seconds'>,
): string[] {
  const { swept, expected, accounts, streams, machine, trials, comparisons } = result;
  return [
    ...againstOf(proof).map((each) => `proof: ${each}`),
    ...deployed.findings.map((finding) => `deployed set: ${finding}`),
    ...(swept === 1 ? [] : [`sweep: got ${swept} versions without a note, wanted 1`]),
    ...Object.entries(expected).flatMap(([site, totals]) => {
      const account = accounts[site];
      if (account === undefined) return [`accounting: ${site}: got none`];
      const open = account.closes ? [] : [`accounting: ${site} does not close`];
      return [...open, ...differences(account, totals, repeated).map((each) => `accounting: ${site}: ${each}`)];
    }),
    ...streams.map(streamRunOf).flatMap(streamFindings),
    ...machineFindings(machine),
    ...trials.filter((trial) => !isProven(trial)).map(trialFinding),
    ...comparisons.filter(({ fine }) => !fine).map(({ dataset }) => `gold: ${dataset} differs from the truth`),
  ];
}

/** A read that passed, a write that was refused, or a request that its owner cannot make either. */
function trialFinding({ identity, verb, target, observed, ownerCan }: Trial): string {
  return `airlock: ${identity}: ${verb} on ${target}: ${observed}${ownerCan ? '' : ', and its owner cannot either'}`;
}

function streamFindings({ site, poison, resent }: StreamRun): string[] {
  return [
    ...(poison === null || poison.quarantined === 1
      ? []
      : [`stream: ${site}: the broken record is quarantined ${poison.quarantined} times, wanted once`]),
    ...(resent === null || resent.silverBefore === resent.silverAfter
      ? []
      : [
          `stream: ${site}: a batch sent again changed silver from ${resent.silverBefore} rows to ${resent.silverAfter}`,
        ]),
  ];
}

/** The last start of the state machine, with nothing new, must end without a job run. */
function machineFindings(machine: DemoResult['machine']): string[] {
  const last = machine.at(-1);
  const worked = last?.states.filter(({ name }) => WORK_STATES.includes(name)).map(({ name }) => name) ?? [];
  return worked.length === 0 ? [] : [`state machine: with nothing new it went through ${worked.join(', ')}`];
}
