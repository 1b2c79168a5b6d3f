import { differences } from './accounting.ts';
import type { DeployedSet } from './deployed.ts';
import type { DemoResult } from './run.ts';
import { isProven } from './trial/trial.ts';

/** Everything that is not as promised, a line each. */
export function findingsOf(result: DemoResult, deployed: DeployedSet, repeated: boolean): string[] {
  const { swept, expected, accounts, trials, comparisons } = result;
  return [
    ...deployed.findings.map((finding) => `deployed set: ${finding}`),
    ...(swept === 1 ? [] : [`sweep: got ${swept} versions without a note, wanted 1`]),
    ...Object.entries(expected).flatMap(([site, totals]) => {
      const account = accounts[site];
      if (account === undefined) return [`accounting: ${site}: got none`];
      const open = account.closes ? [] : [`accounting: ${site} does not close`];
      return [...open, ...differences(account, totals, repeated).map((each) => `accounting: ${site}: ${each}`)];
    }),
    ...trials.filter((t) => !isProven(t)).map((t) => `airlock: ${t.identity}: ${t.verb} on ${t.target}: ${t.observed}`),
    ...comparisons.filter(({ fine }) => !fine).map(({ dataset }) => `gold: ${dataset} differs from the truth`),
  ];
}
