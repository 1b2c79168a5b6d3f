import type { ReportData, Site } from '../data.ts';
import { cellsOut, FATES } from '../fates.ts';
import { plural } from '../format.ts';
import type { StreamRun } from '../stage-data.ts';
import { sum } from '../sum.ts';
import { holdingWords } from './files.ts';
import type { FlowNode, Joint, Panel } from './model.ts';
import { splitOf } from './split.ts';
import { isStreamed, recordsOf } from './streamed.ts';

/** From what was read out of the files to what became of it, in cells. */
export function cellsPanel({ sites, layers, streams }: ReportData): Panel {
  const sources = Object.entries(sites).map(([name, site]) => ({ ...site, name, count: site.cells_in }));
  const { nodes, bands } = splitOf('cell', sources, FATES);
  const total = sum(sources.map(({ count }) => count));
  return {
    unit: 'cell',
    left: { title: 'Read', note: plural(total, 'cell'), nodes: sources.map(siteNode) },
    right: { title: 'Silver, sorted', note: holdingWords(layers.silver), nodes },
    bands,
    joints: [
      ...streams.map((stream) => streamJoint(stream, sites[stream.site])),
      ...Object.entries(sites).flatMap(([site, account]) => jointsOf(site, account)),
    ],
  };
}

function siteNode({ name, count }: { name: string; count: number }): FlowNode {
  return { id: name, name, count, kind: 'source', words: `${name}: ${plural(count, 'cell')} read` };
}

/** A streamed record is one cell, whatever file it ends up in. */
function streamJoint(stream: StreamRun, account: Site | undefined): Joint {
  const files = account?.by_object.filter(({ key }) => isStreamed(key)) ?? [];
  return {
    left: recordsOf(stream),
    right: sum(files.map(({ cells_in }) => cells_in)),
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
