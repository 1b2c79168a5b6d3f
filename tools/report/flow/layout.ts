import { sum } from '../sum.ts';
import type { Band, FlowNode, Panel } from './model.ts';

/** A node's bar, in the picture's own pixels. */
export interface Bar {
  readonly node: FlowNode;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A band between two bars; `from` and `to` are its upper corners, and it may be thicker on one side where bars are thin. */
export interface Ribbon {
  readonly band: Band;
  readonly from: End;
  readonly to: End;
}

interface End {
  readonly x: number;
  readonly y: number;
  readonly thickness: number;
}

export interface Layout {
  readonly height: number;
  readonly left: readonly Bar[];
  readonly right: readonly Bar[];
  readonly ribbons: readonly Ribbon[];
}

export const WIDTH = 310;
export const BAR_WIDTH = 9;
/** Room for the columns' titles. */
const HEAD = 46;
const BODY = 280;
/** Height that a node's two lines of text need. */
const SLOT = 36;
const GAP = 6;
/** Of what is not nothing; the hint below the picture says so. */
const THINNEST = 2;

/** Places for a panel: bars and bands in proportion to their counts, with room for every label. */
export function layoutOf({ left, right, bands }: Panel): Layout {
  const columns = [left.nodes, right.nodes];
  const body = Math.max(BODY, ...columns.map((nodes) => nodes.length * (SLOT + GAP)));
  const fitting = Math.min(...columns.map((nodes) => scaleOf(nodes, body - gapsOf(nodes))));
  const scale = Number.isFinite(fitting) ? fitting : 0;
  const lefts = barsOf(left.nodes, scale, body, 0);
  const rights = barsOf(right.nodes, scale, body, WIDTH - BAR_WIDTH);
  const starts = endsOf(lefts, bands, ({ from }) => from, BAR_WIDTH);
  const stops = endsOf(rights, bands, ({ to }) => to, 0);
  const ribbons = bands.flatMap((band): Ribbon[] => {
    const [from, to] = [starts.get(band), stops.get(band)];
    return from && to ? [{ band, from, to }] : [];
  });
  return { height: HEAD + body, left: lefts, right: rights, ribbons };
}

/** Pixels for one counted thing, so that the bars fill the room but for the slots of those too thin for one; empty, any scale will do. */
function scaleOf(nodes: readonly FlowNode[], room: number): number {
  const scale = room / sum(nodes.map(({ count }) => count));
  const thick = nodes.filter(({ count }) => count * scale >= SLOT);
  return thick.length === nodes.length ? scale : scaleOf(thick, room - SLOT * (nodes.length - thick.length));
}

function gapsOf(nodes: readonly FlowNode[]): number {
  return GAP * Math.max(0, nodes.length - 1);
}

function barsOf(nodes: readonly FlowNode[], scale: number, body: number, x: number): Bar[] {
  const filled = sum(nodes.map(({ count }) => Math.max(SLOT, count * scale))) + gapsOf(nodes);
  const spare = (body - filled) / (nodes.length + 1);
  let top = HEAD + spare;
  return nodes.map((node) => {
    const height = thicknessOf(node.count, scale);
    const slot = Math.max(SLOT, height);
    const bar = { node, x, y: top + (slot - height) / 2, height };
    top += slot + GAP + spare;
    return bar;
  });
}

function thicknessOf(count: number, scale: number): number {
  return count === 0 ? 0 : Math.max(THINNEST, count * scale);
}

/** The bands' places on their bars, one below the other; together they never exceed the bar. */
function endsOf(
  bars: readonly Bar[],
  bands: readonly Band[],
  nodeOf: (band: Band) => string,
  offset: number,
): Map<Band, End> {
  const ends = new Map<Band, End>();
  for (const { node, x, y, height } of bars) {
    const own = bands.filter((band) => nodeOf(band) === node.id);
    const total = sum(own.map(({ count }) => count));
    let top = y;
    for (const band of own) {
      const thickness = total === 0 ? 0 : (band.count / Math.max(total, node.count)) * height;
      ends.set(band, { x: x + offset, y: top, thickness });
      top += thickness;
    }
  }
  return ends;
}
