import type { ReportData } from '../data.ts';
import { openJoints } from '../flow/flow.ts';
import { jointWords } from '../flow/model.ts';
import { accountsAgainst, sweepAgainst } from './accounts.ts';
import { deployedAgainst, proofAgainst, trialsAgainst } from './airlock.ts';
import { alarmsAgainst } from './alarms.ts';
import { extractionAgainst } from './extraction.ts';
import { broken, type Finding, type Standing, standingOf, unless, unproven } from './finding.ts';
import { goldAgainst, machineAgainst, streamsAgainst } from './pipeline.ts';

/** A promise as a run leaves it, with all that speaks against it. */
export interface Judged {
  /** Id of the page's part that has the evidence. */
  readonly part: string;
  readonly name: string;
  readonly standing: Standing;
  readonly findings: readonly Finding[];
}

type Against = (facts: ReportData) => Finding[];

const PROMISES: readonly (readonly [part: string, name: string, ...against: Against[]])[] = [
  ['extraction', 'Extraction', extractionAgainst],
  ['flow', 'Flow', flowAgainst],
  ['accounting', 'Accounting', accountsAgainst, sweepAgainst],
  ['gold', 'Gold', goldAgainst],
  ['stream', 'Live data', streamsAgainst],
  ['airlock', 'Airlock', proofAgainst, trialsAgainst],
  ['machine', 'Runs', machineAgainst],
  ['alarms', 'Alarms', alarmsAgainst],
  ['limits', 'Limits', deployedAgainst],
];

/** The one judge of a run: the page shows what it says, and the demo ends with it. */
export function judge(facts: ReportData): Judged[] {
  return PROMISES.map(([part, name, ...against]) => {
    const findings = against.flatMap((each) => each(facts));
    return { part, name, standing: standingOf(findings), findings };
  });
}

/** All promises together. */
export function verdictOf(judged: readonly Judged[]): Standing {
  return standingOf(judged.flatMap(({ findings }) => findings));
}

export function exitCodeOf(judged: readonly Judged[]): number {
  return { kept: 0, broken: 1, unproven: 2 }[verdictOf(judged)];
}

/** Everything that is not as promised, a line each: what breaks a promise before what leaves one unproven. */
export function findingLines(judged: readonly Judged[]): string[] {
  const all = judged.flatMap(({ name, findings }) =>
    findings.map((each) => ({ ...each, line: `${name}: ${each.line}` })),
  );
  const of = (wanted: Standing): string[] => all.filter(({ standing }) => standing === wanted).map(({ line }) => line);
  return [...of('broken'), ...of('unproven').map((line) => `not shown: ${line}`)];
}

/** Counts that are made at two places. */
function flowAgainst(facts: ReportData): Finding[] {
  return [
    ...unless(Object.keys(facts.sites).length > 0, unproven('no site has an account')),
    ...openJoints(facts).map(jointWords).map(broken),
  ];
}
