interface Point {
  readonly at: number;
  /** Cause of what lasts; undefined for a point where nothing does. */
  readonly why: string | undefined;
}

/** Neighbouring points of one cause. */
export interface Run<Of> {
  readonly why: string;
  readonly from: number;
  /** Time of the next point without it; undefined where it lasts to the end. */
  readonly until: number | undefined;
  readonly points: readonly Of[];
}

export function runsOf<Of extends Point>(points: readonly Of[]): Run<Of>[] {
  const starts = points.flatMap(({ why }, place) => (points[place - 1]?.why === why ? [] : [place]));
  return starts.flatMap((start, index) => {
    const own = points.slice(start, starts[index + 1]);
    const { at: from, why } = own[0] ?? {};
    return from === undefined || why === undefined
      ? []
      : [{ why, from, until: points[start + own.length]?.at, points: own }];
  });
}
