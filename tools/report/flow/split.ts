import { number, percent, plural } from '../format.ts';
import { sum } from '../sum.ts';
import { type Band, type FlowNode, type Kind, missing, type Parts, type Unit } from './model.ts';

interface Source {
  readonly name: string;
  readonly count: number;
}

/** One of the places to which every source may send a part of its count. */
interface End<Of extends Source> {
  readonly kind: Kind;
  readonly name: string;
  readonly of: (source: Of) => number;
}

/** Sources split among the same ends: the ends as nodes, with the bands to them; what no end has is missing. */
export function splitOf<Of extends Source>(unit: Unit, sources: readonly Of[], ends: readonly End<Of>[]): Parts {
  const words = (part: number, whole: number): string =>
    `${number(part)} of ${plural(whole, unit)} (${percent(part, whole)})`;
  const total = sum(sources.map(({ count }) => count));
  const nodes = ends.map(({ kind, name, of }): FlowNode => {
    const count = sum(sources.map(of));
    return { id: kind, name, count, kind, words: `${name}: ${words(count, total)}` };
  });
  const bands = ends.flatMap(({ kind, name, of }) =>
    sources.map((source): Band => {
      const count = of(source);
      const part = `${source.name}, ${name.toLowerCase()}: ${words(count, source.count)}`;
      return { from: source.name, to: kind, count, kind, words: part };
    }),
  );
  const lost = missing(
    sources.map((source) => ({ from: source.name, count: source.count - sum(ends.map(({ of }) => of(source))) })),
    unit,
  );
  return {
    nodes: [...nodes, ...lost.nodes],
    bands: [...bands.filter(({ count }) => count > 0), ...lost.bands],
  };
}
