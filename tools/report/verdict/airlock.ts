import { type Row, showingOf, triedOf, troubleOf } from '../../trial/rows.ts';
import type { ReportData } from '../data.ts';
import { broken, type Finding, unless, unproven } from './finding.ts';

/** Requests that store, replace or delete. Any other that must be refused would carry something back: a copy has to read, too. */
const WRITE = /^(Put|Delete)/;

export function forbiddenReads(trials: readonly Row[]): Row[] {
  return triedOf(trials).filter(({ wanted, operation }) => wanted === 'refused' && !WRITE.test(operation));
}

/** Reads that passed, or whose answers prove nothing. */
export function readsAgainst(trials: readonly Row[]): Finding[] {
  const reads = forbiddenReads(trials);
  return [...unless(reads.length > 0, unproven('no read was tried')), ...reads.flatMap(against)];
}

/** Any forbidden request that passed, any needed one that was refused, and answers that prove nothing. */
export function trialsAgainst({ trials }: Pick<ReportData, 'trials'>): Finding[] {
  const reads = new Set(forbiddenReads(trials));
  return [
    ...readsAgainst(trials),
    ...triedOf(trials)
      .filter((each) => !reads.has(each))
      .flatMap(against),
  ];
}

function against(row: Row): Finding[] {
  const showing = showingOf(row);
  return unless(showing === 'kept', (showing === 'broken' ? broken : unproven)(troubleOf(row)));
}

/** Promises that do not hold for every request, tried or not. */
export function proofAgainst({ proof }: Pick<ReportData, 'proof'>): Finding[] {
  const { verdict, against: lines } = proof;
  const said = lines.length > 0 || verdict === 'proven' ? lines : [`the templates: ${verdict}`];
  return said.map((line) => `proof: ${line}`).map(verdict === 'refuted' ? broken : unproven);
}

export function deployedAgainst({ deployed }: Pick<ReportData, 'deployed'>): Finding[] {
  return [...deployed.different.map(broken), ...deployed.undecided.map(unproven)];
}
