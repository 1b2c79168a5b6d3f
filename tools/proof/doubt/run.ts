import type { Assembly } from './edit/template.ts';
import type { Layer, Mutant } from './mutant.ts';
import { hasFeature } from './stacks/features.ts';

/** A checker's verdict on an assembly, and which of its layers found something. */
export interface Judgement {
  readonly verdict: 'proven' | 'refuted' | 'undecided';
  readonly layers: readonly Layer[];
  /** In words, for who looks into it. */
  readonly said: string;
}

/** Of a mistake it is told the layer that must catch it, so that it need not look at the rest. */
export type Check = (assembly: Assembly, wanted?: Layer) => Promise<Judgement>;

/** The outcome of one assembly, clean or with one mistake in it. */
export interface Outcome {
  /** The mutant, or the assembly of a clean run. */
  readonly name: string;

  /** The layer that must catch it; a clean run has none. */
  readonly layer?: Layer;

  /** Assembly that was judged. */
  readonly assembly?: string;

  readonly result: 'caught' | 'missed' | 'not planted' | 'clean' | 'false alarm';

  /** The checker's words, or why the mistake could not be planted. */
  readonly said: string;

  /** Time of the check. */
  readonly seconds: number;
}

/**
 * Judges every assembly as it is, then every mutant in the first assembly that has what it needs. A mistake that no
 * assembly can hold is an outcome of its own: a gate that plants nothing proves nothing.
 */
export async function* runMutants(
  assemblies: readonly Assembly[],
  mutants: readonly Mutant[],
  check: Check,
  share: Share = { index: 0, of: 1 },
): AsyncGenerator<Outcome> {
  const isOurs = (_: unknown, at: number): boolean => at % share.of === share.index;
  for (const assembly of assemblies.filter(isOurs)) yield await judgeClean(assembly, check);
  for (const mutant of mutants.filter(isOurs)) yield await judge(assemblies, mutant, check);
}

/** Part of the work that is done here. */
export interface Share {
  readonly index: number;
  readonly of: number;
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
  const { name } = assembly;
  const judgement = await timed(structuredClone(assembly), (each) => check(each));
  const result = judgement.verdict === 'proven' ? 'clean' : 'false alarm';
  return { name, assembly: name, result, said: words(judgement), seconds: judgement.seconds };
}

async function judge(assemblies: readonly Assembly[], mutant: Mutant, check: Check): Promise<Outcome> {
  const { name, layer } = mutant;
  const planted = attempt(() => plant(assemblies, mutant));
  if (planted instanceof Error) return { name, layer, result: 'not planted', said: planted.message, seconds: 0 };
  const judgement = await timed(planted, (each) => check(each, layer));
  const { verdict, layers, seconds } = judgement;
  const result = verdict !== 'proven' && layers.includes(layer) ? 'caught' : 'missed';
  return { name, layer, assembly: planted.name, result, said: words(judgement), seconds };
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

function words({ verdict, layers, said }: Judgement): string {
  return [verdict, ...(layers.length === 0 ? [] : [layers.join(', ')]), ...(said === '' ? [] : [said])].join(': ');
}
