import type { Trend } from './decode.ts';

type Points = Trend['gold'];
type Column = (number | null | undefined)[];

/** Gold and what was sent on one axis of time, as uPlot draws it: null is a hole, undefined a time that only the other line has. */
export function columnsOf({ gold, sent }: Pick<Trend, 'gold' | 'sent'>): [times: number[], gold: Column, sent: Column] {
  const times = [...new Set([...gold, ...sent].map(([at]) => at))].sort((a, b) => a - b);
  return [times, columnOf(gold, times), columnOf(sent, times)];
}

/** A hole lasts until the next value, whatever times of the other line lie in it. */
function columnOf(points: Points, times: readonly number[]): Column {
  const values = new Map(points);
  let isHole = false;
  return times.map((at) => {
    const value = values.get(at);
    if (value !== undefined) isHole = value === null;
    return isHole ? null : value;
  });
}
