import { hash } from 'node:crypto';
import { textsWithin } from '../../../packages/iam-proof/index.ts';
import { knownOf } from './known.ts';
import type { Operator, Variant } from './operator.ts';
import * as additions from './operators/additions.ts';
import * as policies from './operators/policies.ts';
import * as values from './operators/values.ts';
import { replaced } from './replaced.ts';
import { type Spot, spotsOf } from './spots.ts';
import type { Assembly } from './template.ts';

const OPERATORS: Readonly<Record<string, Operator>> = { ...values, ...policies, ...additions };

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
  const shapes = new Map(mutants.toReversed().map((mutant) => [mutant.shape, mutant]));
  const ranked = mutants.map((mutant) => {
    const { operator, spot, variant, assembly, shape } = mutant;
    const chance = hash('sha1', [operator, spot.stack, ...spot.path, variant.word, assembly.name].join());
    return { mutant, rank: `${Number(shapes.get(shape) !== mutant)}${chance}` };
  });
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, most)
    .map(({ mutant }) => mutant);
}

/** A copy of the assembly with the mistake in it. */
export function planted({ assembly, spot: { stack, path }, variant }: Mutant): Assembly {
  const where = variant.beside ? ['Resources', 'PutBeside'] : path;
  return { ...assembly, templates: replaced(assembly.templates, [stack, ...where], variant.to) };
}

function mutantsIn(assembly: Assembly): Mutant[] {
  const spots = spotsOf(assembly);
  const known = knownOf(assembly, spots);
  return Object.entries(OPERATORS).flatMap(([operator, make]) =>
    spots.flatMap((spot) =>
      make(spot, known)
        .filter((variant) => variant.beside || JSON.stringify(variant.to) !== JSON.stringify(spot.value))
        .map((variant) => {
          const shape = [operator, spot.place, variant.word ?? '', formOf(spot, assembly)].join(' ');
          return { assembly, operator, spot, variant, shape };
        }),
    ),
  );
}

/** Text of an item of a list, without the names of the deployment. */
function formOf({ value, path }: Spot, { environment }: Assembly): string {
  const text = typeof path.at(-1) === 'number' ? textsWithin(value).join('').slice(0, 60) : '';
  return text.replaceAll(environment, '').replace(/[0-9A-F]{8}$|[0-9a-f]{64}|\d+/g, '#');
}
