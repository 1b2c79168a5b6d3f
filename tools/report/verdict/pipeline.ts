import type { ReportData } from '../data.ts';
import type { Comparison, MachineRun, StreamRun } from '../stage-data.ts';
import { broken, type Finding, unless, unproven } from './finding.ts';

/** State in which the machine ends where it has nothing to do. */
const IDLE = 'Nothing new';

export function goldAgainst({ gold, comparisons }: Pick<ReportData, 'gold' | 'comparisons'>): Finding[] {
  const compared = new Set(comparisons.map(({ dataset }) => dataset));
  return [
    ...unless(comparisons.length > 0, unproven('no dataset was held against the truth')),
    ...comparisons.flatMap(comparisonAgainst),
    ...gold.flatMap(({ dataset }) =>
      unless(compared.has(dataset), unproven(`${dataset} was not held against the truth`)),
    ),
  ];
}

function comparisonAgainst({ dataset, fine, cells }: Comparison): Finding[] {
  return [
    ...unless(fine, broken(`${dataset} differs from the truth`)),
    ...unless(cells > 0, broken(`${dataset}: no cell was held against the truth`)),
  ];
}

/** A run without streams promises nothing of them. */
export function streamsAgainst({ streams }: Pick<ReportData, 'streams'>): Finding[] {
  return streams.flatMap((each) => [
    ...unless(each.records === 0 || each.objects > 0, broken(`${each.site}: nothing of its stream is stored`)),
    ...poisonAgainst(each),
    ...resentAgainst(each),
  ]);
}

/** The record broken on purpose is set aside once, with a reason. */
export function poisonAgainst({ site, poison }: StreamRun): Finding[] {
  if (poison === null) return [];
  const { quarantined, reason } = poison;
  return [
    ...unless(quarantined === 1, broken(`${site}: the broken record is quarantined ${quarantined} times, wanted once`)),
    ...unless(reason !== '', broken(`${site}: the broken record has no reason`)),
  ];
}

/** A batch sent twice leaves silver as it was. */
export function resentAgainst({ site, resent }: StreamRun): Finding[] {
  if (resent === null) return [];
  const { silverBefore, silverAfter } = resent;
  return unless(
    silverBefore === silverAfter,
    broken(`${site}: a batch sent again changed silver from ${silverBefore} rows to ${silverAfter}`),
  );
}

export function machineAgainst({ machine }: Pick<ReportData, 'machine'>): Finding[] {
  return machine.flatMap(runAgainst);
}

export function runAgainst({ name, status, outcome, nothingNew, states }: MachineRun): Finding[] {
  const isOver = status !== 'RUNNING';
  const isIdle = states.some((state) => state.name === IDLE);
  return [
    ...unless(isOver, unproven(`run ${name} has not ended`)),
    ...unless(!isOver || status === 'SUCCEEDED', broken(`run ${name} ended as ${status}: ${outcome}`)),
    ...unless(
      !isOver || !nothingNew || isIdle,
      broken(`run ${name}: with nothing new it went through ${states.map((state) => state.name).join(', ')}`),
    ),
  ];
}
