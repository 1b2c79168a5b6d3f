import { hasFeature } from './features.ts';
import type { Layer, Mutant } from './mutant.ts';
import type { Assembly } from './template.ts';

/** What a checker says of an assembly, and which of its layers found something. */
interface Judgement {
  readonly verdict: 'proven' | 'refuted' | 'undecided';
  readonly layers: readonly Layer[];
}

export type Check = (assembly: Assembly) => Promise<Judgement>;

/** What became of one assembly, clean or with one mistake in it. */
export interface Outcome {
  /** The mutant, or the environment of a clean run. */
  readonly name: string;

  /** The layer that must catch it; a clean run has none. */
  readonly layer?: Layer;

  /** Environment that was judged. */
  readonly environment?: string;

  readonly result: 'caught' | 'missed' | 'not planted' | 'clean' | 'false alarm';

  /** What the checker said, or why the mistake could not be planted. */
  readonly said: string;

  /** Time of the check. */
  readonly seconds: number;
}

/**
 * Judges every assembly as it is, then every mutant in the first assembly that has what it needs. A mistake that no
 * assembly can hold is an outcome of its own: a gate that plants nothing proves nothing.
 */
export async function runMutants(
  assemblies: readonly Assembly[],
  mutants: readonly Mutant[],
  check: Check,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const assembly of assemblies) outcomes.push(await judgeClean(assembly, check));
  for (const mutant of mutants) outcomes.push(await judge(assemblies, mutant, check));
  return outcomes;
}

/** A copy of the first assembly that can hold the mistake, with the mistake in it. */
export function plant(assemblies: readonly Assembly[], mutant: Mutant): Assembly {
  const { needs } = mutant;
  const host = assemblies.find((each) => needs === undefined || hasFeature(each, needs));
  if (host === undefined) throw new Error(`no assembly has ${needs ?? 'anything'}`);
  const copy = structuredClone(host);
  mutant.edit(copy);
  return copy;
}

async function judgeClean(assembly: Assembly, check: Check): Promise<Outcome> {
  const { environment } = assembly;
  const { verdict, layers, seconds } = await timed(structuredClone(assembly), check);
  const result = verdict === 'proven' ? 'clean' : 'false alarm';
  return { name: environment, environment, result, said: words(verdict, layers), seconds };
}

async function judge(assemblies: readonly Assembly[], mutant: Mutant, check: Check): Promise<Outcome> {
  const { name, layer } = mutant;
  const planted = attempt(() => plant(assemblies, mutant));
  if (planted instanceof Error) return { name, layer, result: 'not planted', said: planted.message, seconds: 0 };
  const { environment } = planted;
  const { verdict, layers, seconds } = await timed(planted, check);
  const result = verdict !== 'proven' && layers.includes(layer) ? 'caught' : 'missed';
  return { name, layer, environment, result, said: words(verdict, layers), seconds };
}

async function timed(assembly: Assembly, check: Check): Promise<Judgement & { readonly seconds: number }> {
  const start = performance.now();
  const judgement = await check(assembly);
  return { ...judgement, seconds: (performance.now() - start) / 1000 };
}

function attempt<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function words(verdict: string, layers: readonly Layer[]): string {
  return layers.length === 0 ? verdict : `${verdict}: ${layers.join(', ')}`;
}
