import { number, plural } from '../format.ts';
import { sum } from '../sum.ts';

/** Unit of a part of the flow; a count of one unit says nothing of a count of another. */
export type Unit = 'file' | 'cell' | 'grid cell';

/** How a node and its bands look. */
export type Kind = 'source' | 'good' | 'bad' | 'quarantined' | 'duplicates' | 'empty' | 'missing';

export interface FlowNode {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  /** Words beside the count. */
  readonly remark?: string;
  readonly kind: Kind;
  /** Words at the pointer. */
  readonly words: string;
}

/** Part of a node's count that goes on to another node. */
export interface Band {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly kind: Kind;
  readonly words: string;
}

/** Two counts of the same things, made at different places, that must be equal. */
export interface Joint {
  readonly left: number;
  readonly right: number;
  readonly leftWords: string;
  readonly rightWords: string;
}

export interface Column {
  readonly title: string;
  /** Holdings of the place in all. */
  readonly note: string;
  readonly nodes: readonly FlowNode[];
}

/** One step of the flow, all of it counted in one unit. */
export interface Panel {
  readonly unit: Unit;
  readonly left: Column;
  readonly right: Column;
  readonly bands: readonly Band[];
  readonly joints: readonly Joint[];
}

/** The place at which one unit ends and another begins, so that no two counts can be equal. */
export interface UnitChange {
  readonly title: string;
  readonly figures: string;
  readonly words: string;
}

export interface Flow {
  readonly files: Panel;
  readonly filesToCells: UnitChange;
  readonly cells: Panel;
  readonly cellsToGrid: UnitChange;
  readonly grid: Panel;
}

export function isOpen({ left, right }: Joint): boolean {
  return left !== right;
}

/** An open joint in words. */
export function jointWords({ left, right, leftWords, rightWords }: Joint): string {
  const difference = left - right;
  const off = `${number(Math.abs(difference))} ${difference > 0 ? 'missing' : 'too many'}`;
  return `${number(left)} ${leftWords}, ${number(right)} ${rightWords}: ${off}`;
}

export function panelsOf({ files, cells, grid }: Flow): readonly Panel[] {
  return [files, cells, grid];
}

/** Things that the left side counts and the right side does not, as a node and its bands; nothing where nothing is missing. */
export function missing(losses: readonly { readonly from: string; readonly count: number }[], unit: Unit): Parts {
  const lost = losses.filter(({ count }) => count > 0);
  const total = sum(lost.map(({ count }) => count));
  if (total === 0) return { nodes: [], bands: [] };
  const words = `${plural(total, unit)} without a trace`;
  return {
    nodes: [{ id: 'missing', name: 'MISSING', count: total, kind: 'missing', words }],
    bands: lost.map(({ from, count }) => ({ from, to: 'missing', count, kind: 'missing', words })),
  };
}

/** Nodes of a column with the bands to them. */
export interface Parts {
  readonly nodes: readonly FlowNode[];
  readonly bands: readonly Band[];
}
