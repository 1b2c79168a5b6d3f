import { type Known, knownOf, textIn } from './known.ts';
import type { Operator, Variant } from './operator.ts';
import { beside, doubled } from './operators/additions.ts';
import { allowed, inverted, loosened, otherwise, widened } from './operators/policies.ts';
import { foreign, missing, numbered, swapped, turned, unsaid } from './operators/values.ts';
import { replace, type Spot, spotsOf } from './spots.ts';
import type { Assembly } from './template.ts';

const OPERATORS: Readonly<Record<string, Operator>> = {
  missing,
  turned,
  numbered,
  swapped,
  foreign,
  unsaid,
  widened,
  loosened,
  inverted,
  otherwise,
  allowed,
  doubled,
  beside,
};

export const NAMES = Object.keys(OPERATORS);

/** One mistake in one place of an assembly. */
export interface Mutant {
  readonly assembly: Assembly;
  readonly operator: string;
  readonly spot: Spot;
  readonly variant: Variant;
  /** Mistakes of one shape are alike: the operator's, at the same place of the same type, on a value of the same form. */
  readonly shape: string;
}

/** Every mistake that an operator makes somewhere; of a further assembly, those of shapes that the ones before have not. */
export function mutantsOf(assemblies: readonly Assembly[]): Mutant[] {
  const shapes = new Set<string>();
  return assemblies.flatMap((assembly) => {
    const found = mutantsIn(assembly).filter(({ shape }) => !shapes.has(shape));
    for (const { shape } of found) shapes.add(shape);
    return found;
  });
}

/** So many mistakes, always the same ones: shapes come before what is like one, each by chance. */
export function sampled(mutants: readonly Mutant[], most: number): Mutant[] {
  const random = seeded(1);
  const shapes = new Set<string>();
  const ranked = mutants.map((mutant) => {
    const isLike = shapes.has(mutant.shape);
    shapes.add(mutant.shape);
    return { mutant, rank: Number(isLike) + random() };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ mutant }) => mutant);
}

/** A copy of the assembly with the mistake in it. */
export function planted({ assembly, spot, variant }: Mutant): Assembly {
  const templates = { ...assembly.templates };
  const copy = { ...assembly, templates };
  const template = structuredClone(templates[spot.stack]);
  if (template === undefined) throw new Error(`no stack ${spot.stack}`);
  templates[spot.stack] = template;
  if (variant.beside !== undefined) template.Resources.PutBeside = variant.beside;
  else replace(copy, spot, variant.to);
  return copy;
}

function mutantsIn(assembly: Assembly): Mutant[] {
  const spots = spotsOf(assembly);
  const known = knownOf(assembly, spots);
  return Object.entries(OPERATORS).flatMap(([operator, make]) =>
    spots.flatMap((spot) =>
      make(spot, known)
        .filter(({ to, beside: more }) => more !== undefined || JSON.stringify(to) !== JSON.stringify(spot.value))
        .map((variant) => ({
          assembly,
          operator,
          spot,
          variant,
          shape: [operator, spot.place, variant.word ?? '', formOf(spot, known, assembly)].join(' '),
        })),
    ),
  );
}

/** Text of an item of a list, without the names of the deployment. */
function formOf({ value, path }: Spot, { account }: Known, { environment }: Assembly): string {
  if (typeof path.at(-1) !== 'number') return '';
  const text = textIn(value).slice(0, 60);
  return text
    .replaceAll(account, '')
    .replaceAll(environment, '')
    .replace(/[0-9A-F]{8}$|[0-9a-f]{64}|\d+/g, '#');
}

/** Numbers from 0 to 1, the same ones each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
