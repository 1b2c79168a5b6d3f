import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { sum } from '../sum.ts';
import { holdingWords } from './files.ts';
import type { FlowNode, Joint, Panel } from './model.ts';
import { splitOf } from './split.ts';

type Gold = ReportData['gold'][number];

/** Columns of gold that are no values: asset and time. */
const KEYS = 2;
/** Each tag has a column of values and one of the share of good time. */
const COLUMNS_OF_TAG = 2;

const ENDS = [
  { kind: 'good', name: 'With a value', of: ({ filled }: Gold) => filled },
  { kind: 'empty', name: 'Left empty', of: ({ empty }: Gold) => empty },
] as const;

/** Cells of gold's grid that hold a value of a tag or could. */
export function gridCells({ rows, columns }: Pick<Gold, 'rows' | 'columns'>): number {
  return (rows * Math.max(0, columns - KEYS)) / COLUMNS_OF_TAG;
}

/** From gold's grid to its filled and its empty cells. */
export function gridPanel({ gold, comparisons, layers }: ReportData): Panel {
  const sources = gold.map((each) => ({ ...each, name: each.dataset, count: gridCells(each) }));
  const { nodes, bands } = splitOf('grid cell', sources, ENDS);
  const total = sum(sources.map(({ count }) => count));
  return {
    unit: 'grid cell',
    left: { title: 'Gold', note: holdingWords(layers.gold), nodes: gold.map(datasetNode) },
    right: { title: 'Its cells', note: plural(total, 'grid cell'), nodes },
    bands,
    joints: gold.flatMap((each) => jointsOf(each, comparisons)),
  };
}

function datasetNode(gold: Gold): FlowNode {
  const { dataset, rows } = gold;
  const count = gridCells(gold);
  const words = `${dataset}: ${plural(count, 'grid cell')}, ${plural(rows, 'row')} of ${number(rows === 0 ? 0 : count / rows)} tags`;
  return { id: dataset, name: dataset, count, kind: 'source', words };
}

function jointsOf(gold: Gold, comparisons: ReportData['comparisons']): Joint[] {
  const grid = { left: gridCells(gold), leftWords: `grid cells of ${gold.dataset}` };
  const compared = comparisons.filter(({ dataset }) => dataset === gold.dataset);
  return [
    { ...grid, right: gold.filled + gold.empty, rightWords: 'filled or empty' },
    ...compared.map(({ cells }) => ({ ...grid, right: cells, rightWords: 'held against the truth' })),
  ];
}
