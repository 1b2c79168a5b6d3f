import type { ReportData, Site } from '../data.ts';
import { number, percent, plural } from '../format.ts';
import type { StreamRun } from '../stage-data.ts';
import { holdingWords } from './files.ts';
import { type Band, type FlowNode, type Joint, type Kind, missing, type Panel, sum } from './model.ts';
import { isStreamed, recordsOf } from './streamed.ts';

interface Fate {
  readonly kind: Kind;
  readonly name: string;
  readonly of: (site: Site) => number;
}

const FATES: readonly Fate[] = [
  { kind: 'good', name: 'Good', of: (site) => site.silver_good },
  { kind: 'bad', name: 'Bad, with a reason', of: (site) => site.silver_bad },
  { kind: 'quarantined', name: 'Quarantined', of: (site) => site.quarantined },
  { kind: 'duplicates', name: 'Exact duplicates', of: (site) => site.exact_duplicates },
];

/** From what was read out of the files to what became of it, in cells. */
export function cellsPanel({ sites, layers, streams }: ReportData): Panel {
  const all = Object.entries(sites);
  const total = sum(all.map(([, { cells_in }]) => cells_in));
  const lost = missing(
    all.map(([site, account]) => ({ from: site, count: account.cells_in - cellsOut(account) })),
    'cell',
  );
  return {
    unit: 'cell',
    left: { title: 'Read', note: plural(total, 'cell'), nodes: all.map(([site, account]) => siteNode(site, account)) },
    right: {
      title: 'Silver, sorted',
      note: holdingWords(layers?.silver),
      nodes: [...FATES.map((fate) => fateNode(fate, sites, total)), ...lost.nodes],
    },
    bands: [...FATES.flatMap((fate) => bandsOf(fate, all)), ...lost.bands],
    joints: [
      ...streams.map((stream) => streamJoint(stream, sites[stream.site])),
      ...all.flatMap(([site, account]) => jointsOf(site, account)),
    ],
  };
}

function siteNode(site: string, { cells_in }: Site): FlowNode {
  return { id: site, name: site, count: cells_in, kind: 'source', words: `${site}: ${plural(cells_in, 'cell')} read` };
}

function fateNode({ kind, name, of }: Fate, sites: ReportData['sites'], total: number): FlowNode {
  const count = sum(Object.values(sites).map(of));
  const words = `${name}: ${number(count)} of ${plural(total, 'cell')} (${percent(count, total)})`;
  return { id: kind, name, count, kind, words };
}

function bandsOf({ kind, name, of }: Fate, sites: readonly [string, Site][]): Band[] {
  return sites
    .map(([site, account]) => {
      const count = of(account);
      const part = `${number(count)} of ${plural(account.cells_in, 'cell')} (${percent(count, account.cells_in)})`;
      return { from: site, to: kind, count, kind, words: `${site}, ${name.toLowerCase()}: ${part}` };
    })
    .filter(({ count }) => count > 0);
}

/** A streamed record is one cell, whatever file it ends up in. */
function streamJoint(stream: StreamRun, account: Site | undefined): Joint {
  const files = account?.by_object.filter(({ key }) => isStreamed(key)) ?? [];
  const right = sum(files.map(({ cells_in }) => cells_in));
  return {
    left: recordsOf(stream),
    right,
    leftWords: `records streamed by ${stream.site}`,
    rightWords: 'cells of them',
  };
}

function jointsOf(site: string, account: Site): Joint[] {
  const ofFiles = sum(account.by_object.map(({ cells_in }) => cells_in));
  return [
    { left: ofFiles, right: account.cells_in, leftWords: `cells in the files of ${site}`, rightWords: 'cells read' },
    {
      left: account.cells_in,
      right: cellsOut(account),
      leftWords: `cells read of ${site}`,
      rightWords: 'good, bad, quarantined or duplicates',
    },
  ];
}

/** Cells of which it is known what became of them. */
export function cellsOut({ silver_good, silver_bad, quarantined, exact_duplicates }: Site): number {
  return silver_good + silver_bad + quarantined + exact_duplicates;
}
