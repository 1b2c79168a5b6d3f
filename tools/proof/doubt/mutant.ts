import type { Assembly } from './edit/template.ts';
import type { Feature } from './stacks/features.ts';

/** Parts of a proof, one of which must catch a mistake. */
export const LAYERS = [
  'identity',
  'boundary',
  'resource',
  'key',
  'trust',
  'chain',
  'configuration',
  'unresolved',
] as const;
export type Layer = (typeof LAYERS)[number];

/** One mistake, planted into the templates of an assembly. */
export interface Mutant {
  /** The mistake as a sentence of fact. */
  readonly name: string;

  readonly layer: Layer;

  /**
   * A feature that an assembly must have, so that the mistake can be made in it.
   *
   * @default - every assembly has it
   */
  readonly needs?: Feature;

  /** Plants the mistake. Throws where what it edits is not there, and where it changed nothing. */
  readonly edit: (assembly: Assembly) => void;
}

/** The layer that must catch a mistake, and what an assembly must have for it where not every one has. */
export type Where = Layer | readonly [layer: Layer, needs: Feature];

/** Mistakes that one layer must catch, by their names. */
export function mistakes(where: Where, edits: Readonly<Record<string, Mutant['edit']>>): Mutant[] {
  return Object.entries(edits).map(([name, edit]) => mistake(where, name, edit));
}

/** A mutant whose edit cannot pass without a change. */
export function mistake(where: Where, name: string, edit: (assembly: Assembly) => void): Mutant {
  const [layer, needs] = typeof where === 'string' ? [where] : where;
  return {
    name,
    layer,
    ...(needs && { needs }),
    edit: (assembly) => {
      const before = JSON.stringify(assembly.templates);
      edit(assembly);
      if (JSON.stringify(assembly.templates) === before) throw new Error(`changed nothing: ${name}`);
    },
  };
}
