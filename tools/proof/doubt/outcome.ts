import type { Check } from './check.ts';
import { type Mutant, planted } from './mutants.ts';

/** What became of one mistake. */
export interface Outcome {
  readonly operator: string;
  /** Type of the resource, and path. */
  readonly place: string;
  readonly words: string;
  readonly assembly: string;
  /** What was said first against it; absent where it stays proven. */
  readonly said?: string;
}

/** Judges a mistake in a copy of its assembly. */
export async function outcomeOf(mutant: Mutant, check: Check): Promise<Outcome> {
  const { assembly, operator, spot, variant } = mutant;
  const said = await check(planted(mutant));
  const where = spot.path.slice(1).join('/');
  const words = [where, variant.word ?? '', JSON.stringify(variant.to ?? null).slice(0, 80)].join(' ');
  return { operator, place: spot.place, words, assembly: assembly.name, ...(said !== undefined && { said }) };
}
