import type { ReportData, Site, Trial } from './data.ts';
import { cellsOut } from './flow/cells.ts';
import { openJoints } from './flow/flow.ts';
import type { MachineRun, StreamRun } from './stage-data.ts';

/** A promise kept, a promise broken, or no proof either way. */
export type Tone = 'fine' | 'finding' | 'unclear';

/** Requests that store, replace or delete. Any other that must be refused would carry something back: a copy has to read, too. */
const WRITE = /^(Put|Delete)/;

/** Whether every cell that came in stands in one of the four sums, in each object and over all. */
export function isClosed(site: Site): boolean {
  return site.closes && site.cells_in === cellsOut(site);
}

/** The ledger beside the plant's own count, in the order in which they are shown. */
export function countPairs({ expected, ...site }: Site): [name: string, got: number, wanted: number][] {
  return [
    ['Good', site.silver_good, expected.good],
    ['Bad, with a reason', site.silver_bad, expected.bad],
    ['Quarantined', site.quarantined, expected.quarantined],
    ['Exact duplicates', site.exact_duplicates, expected.duplicates],
  ];
}

/** Whether the ledger counts what the plant counted; a repetition moves cells from good and bad to duplicates. */
export function isExpected(site: Site, repeated: boolean): boolean {
  const { expected } = site;
  const same = site.cells_in === expected.cells_in && site.quarantined === expected.quarantined;
  if (repeated) return same;
  return same && countPairs(site).every(([, got, wanted]) => got === wanted);
}

/** Whether a trial shows what it should: without the owner's success a refusal proves nothing. */
export function isProven({ wanted, observed, ownerCan }: Trial): boolean {
  return observed === wanted && ownerCan;
}

export function readTrials(trials: readonly Trial[]): Trial[] {
  return trials.filter(({ wanted, verb }) => wanted === 'refused' && !WRITE.test(verb));
}

/** Whether the plant can read anything back: `fine` is a proven no. */
export function readBack(trials: readonly Trial[]): Tone {
  const reads = readTrials(trials);
  if (reads.some(({ observed }) => observed === 'accepted')) return 'finding';
  return reads.length > 0 && reads.every(isProven) ? 'fine' : 'unclear';
}

/** Whether every request was answered as promised; any forbidden one that passed is a finding. */
export function airlock(trials: readonly Trial[]): Tone {
  if (trials.some(({ wanted, observed }) => observed !== wanted && observed !== 'unclear')) return 'finding';
  return trials.length > 0 && trials.every(isProven) ? 'fine' : 'unclear';
}

/** Whether the templates keep every promise for every request; an older run does not say. */
export function proved({ proof }: Pick<ReportData, 'proof'>): Tone {
  if (proof === undefined || proof.verdict === 'proven') return 'fine';
  return proof.verdict === 'refuted' ? 'finding' : 'unclear';
}

export function accounting({ sites, repeated }: ReportData): Tone {
  const all = Object.values(sites);
  if (all.length === 0) return 'unclear';
  return all.every((site) => isClosed(site) && isExpected(site, repeated)) ? 'fine' : 'finding';
}

export function gold({ comparisons }: ReportData): Tone {
  if (comparisons.length === 0) return 'unclear';
  return comparisons.every(({ fine, cells }) => fine && cells > 0) ? 'fine' : 'finding';
}

/** Whether every count that is made at two places is the same at both. */
function flow(data: ReportData): Tone {
  if (openJoints(data).length > 0) return 'finding';
  return Object.keys(data.sites).length === 0 ? 'unclear' : 'fine';
}

/** Whether a batch sent twice left silver as it was; undefined where none was. */
export function isStoredOnce({ resent }: StreamRun): boolean | undefined {
  return resent === null ? undefined : resent.silverBefore === resent.silverAfter;
}

/** Whether the record broken on purpose was set aside with a reason; undefined where none was put. */
export function isSetAside({ poison }: StreamRun): boolean | undefined {
  return poison === null ? undefined : poison.quarantined > 0 && poison.reason !== '';
}

/** Whether nothing of a stream was lost or stored twice; a run without streams promises nothing of them. */
export function stream({ streams }: Pick<ReportData, 'streams'>): Tone {
  const broken = streams.some(
    (each) => isStoredOnce(each) === false || isSetAside(each) === false || (each.records > 0 && each.objects === 0),
  );
  return broken ? 'finding' : 'fine';
}

/** A run of the state machine, by the status that Step Functions gives it. */
export function ended({ status }: Pick<MachineRun, 'status'>): Tone {
  if (status === 'SUCCEEDED') return 'fine';
  return status === 'RUNNING' ? 'unclear' : 'finding';
}

function machine({ machine }: Pick<ReportData, 'machine'>): Tone {
  return worst(machine.map(ended));
}

export function sweep({ sweep }: ReportData): Tone {
  return sweep.dropped === sweep.found ? 'fine' : 'finding';
}

export function deployed({ deployed }: ReportData): Tone {
  return deployed.different.length === 0 ? 'fine' : 'finding';
}

/** What the sentence at the top stands on, by the part of the page that shows it. */
export function promises(data: ReportData): Kept[] {
  return [
    { part: 'flow', name: 'Flow', tone: flow(data) },
    { part: 'accounting', name: 'Accounting', tone: worst([accounting(data), sweep(data)]) },
    { part: 'gold', name: 'Gold', tone: gold(data) },
    { part: 'stream', name: 'Live data', tone: stream(data) },
    { part: 'airlock', name: 'Airlock', tone: worst([readBack(data.trials), airlock(data.trials), proved(data)]) },
    { part: 'machine', name: 'Runs', tone: machine(data) },
    { part: 'limits', name: 'Limits', tone: deployed(data) },
  ];
}

interface Kept {
  /** Its id on the page. */
  readonly part: string;
  readonly name: string;
  readonly tone: Tone;
}

/** The worst of several. */
export function worst(tones: readonly Tone[]): Tone {
  return tones.includes('finding') ? 'finding' : tones.includes('unclear') ? 'unclear' : 'fine';
}
