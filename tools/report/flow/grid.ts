import type { ReportData } from '../data.ts';
import { number, percent, plural } from '../format.ts';
import { holdingWords } from './files.ts';
import { type Band, type FlowNode, type Joint, missing, type Panel, sum } from './model.ts';

type Gold = ReportData['gold'][number];

/** Columns of gold that are no values: asset and time. */
const KEYS = 2;
/** Each tag has a column of values and one of the share of good time. */
const COLUMNS_OF_TAG = 2;

/** Cells of gold's grid that hold a value of a tag or could. */
export function gridCells({ rows, columns }: Pick<Gold, 'rows' | 'columns'>): number {
  return (rows * Math.max(0, columns - KEYS)) / COLUMNS_OF_TAG;
}

/** From gold's grid to its filled and its empty cells. */
export function gridPanel({ gold, comparisons, layers }: ReportData): Panel {
  const counted = gold.filter(isCounted);
  const ends = [
    { id: 'filled', name: 'With a value', kind: 'good', of: ({ filled }: Gold) => filled ?? 0 },
    { id: 'empty', name: 'Left empty', kind: 'empty', of: ({ empty }: Gold) => empty ?? 0 },
  ] as const;
  const total = sum(gold.map(gridCells));
  const lost = missing(
    counted.map((each) => ({ from: each.dataset, count: gridCells(each) - filledAndEmpty(each) })),
    'grid cell',
  );
  const results = ends.map(({ id, name, kind, of }): FlowNode => {
    const count = sum(counted.map(of));
    return { id, name, count, kind, words: `${name}: ${number(count)} of ${plural(total, 'grid cell')}` };
  });
  const bands = ends.flatMap(({ id, name, kind, of }) =>
    counted.map((each): Band => {
      const part = `${number(of(each))} of ${plural(gridCells(each), 'grid cell')} (${percent(of(each), gridCells(each))})`;
      return {
        from: each.dataset,
        to: id,
        count: of(each),
        kind,
        words: `${each.dataset}, ${name.toLowerCase()}: ${part}`,
      };
    }),
  );
  return {
    unit: 'grid cell',
    left: { title: 'Gold', note: holdingWords(layers?.gold), nodes: gold.map(datasetNode) },
    right: {
      title: 'Its cells',
      note: counted.length === 0 ? 'not counted in this run' : plural(total, 'grid cell'),
      nodes: counted.length === 0 ? [] : [...results, ...lost.nodes],
    },
    bands: [...bands.filter(({ count }) => count > 0), ...lost.bands],
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
  const { dataset } = gold;
  const grid = { left: gridCells(gold), leftWords: `grid cells of ${dataset}` };
  const split = isCounted(gold) ? [{ ...grid, right: filledAndEmpty(gold), rightWords: 'filled or empty' }] : [];
  const compared = comparisons
    .filter((each) => each.dataset === dataset)
    .map(({ cells }) => ({ ...grid, right: cells, rightWords: 'held against the truth' }));
  return [...split, ...compared];
}

function isCounted({ filled, empty }: Gold): boolean {
  return filled !== undefined && empty !== undefined;
}

function filledAndEmpty({ filled = 0, empty = 0 }: Gold): number {
  return filled + empty;
}
