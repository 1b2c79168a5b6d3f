import { type Comparison, compare, count, type Difference } from './compare.ts';
import { explain, RULES } from './explained.ts';
import { FEATURES, featuresOf } from './generate/features.ts';
import { drawPair } from './generate/pairs.ts';
import { randomFrom } from './generate/random.ts';
import { type Evaluator, ours } from './pair.ts';
import type { Peers } from './peers.ts';
import { shrink } from './shrink.ts';

/** Fewer pairs than this are no evidence. */
export const FEWEST_COMPARED = 10_000;

/** The outcome of one run. */
export interface Outcome extends Omit<Comparison, 'differences'> {
  readonly verdict: 'agree' | 'differ' | 'undecided';
  readonly seed: number;
  readonly pairs: number;
  /** Pairs by the feature that they have. */
  readonly reached: Readonly<Record<string, number>>;
  readonly neverReached: readonly string[];
  /** Differences by peer and rule. */
  readonly explained: Readonly<Record<string, number>>;
  /** Each on the smallest pair that shows it. */
  readonly unexplained: readonly Difference[];
  /** Peers and rules that explained nothing. */
  readonly stale: readonly string[];
  readonly seconds: number;
}

/** Draws pairs, asks the peers and `evaluator` about each, and explains what differs. */
export async function runDifferential(
  { pairs: wanted, seed }: { readonly pairs: number; readonly seed: number },
  peers: Peers,
  evaluator: Evaluator = ours,
): Promise<Outcome> {
  const start = performance.now();
  const random = randomFrom(seed);
  const pairs = Array.from({ length: wanted }, () => drawPair(random));
  const reached: Record<string, number> = {};
  for (const feature of pairs.flatMap((pair) => [...featuresOf(pair)])) count(reached, feature);
  const { differences, ...comparison } = await compare(pairs, peers, evaluator);
  const smallest = await shrink(differences, peers, evaluator);
  const explained = explainedBy(smallest);
  const found = {
    ...comparison,
    neverReached: FEATURES.filter((feature) => !(feature in reached)),
    unexplained: smallest.filter((difference) => explain(difference) === undefined),
    stale: RULES.flatMap(({ name, peers: by }) => by.map((peer) => `${peer}: ${name}`)).filter(
      (each) => !(each in explained),
    ),
  };
  const seconds = (performance.now() - start) / 1000;
  return { ...found, verdict: verdictOf(found), seed, pairs: wanted, reached, explained, seconds };
}

function explainedBy(differences: readonly Difference[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const difference of differences) {
    const rule = explain(difference);
    if (rule !== undefined) count(counts, `${difference.peer}: ${rule.name}`);
  }
  return counts;
}

type Found = Pick<Outcome, 'compared' | 'neverReached' | 'unexplained' | 'stale'>;

function verdictOf({ compared, neverReached, unexplained, stale }: Found): Outcome['verdict'] {
  if (unexplained.length > 0) return 'differ';
  if (neverReached.length > 0 || compared < FEWEST_COMPARED) return 'undecided';
  return stale.length > 0 ? 'differ' : 'agree';
}
