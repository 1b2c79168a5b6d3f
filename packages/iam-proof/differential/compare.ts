import { type Evaluator, ours, type Pair } from './pair.ts';
import type { Peers } from './peers.ts';

/** A pair on which a peer says something else than we do. */
export interface Difference {
  readonly peer: string;
  readonly pair: Pair;
  /** Our answer; the peer's is the opposite. */
  readonly allowed: boolean;
}

/** The outcome of asking the peers about pairs. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Pairs that we allow. */
  readonly allowed: number;
  /** Pairs that at least one peer evaluated. */
  readonly compared: number;
  /** Pairs by the peer that evaluated them. */
  readonly byPeer: Readonly<Record<string, number>>;
  /** Pairs by the peer and what it does not evaluate in them. */
  readonly lacking: Readonly<Record<string, number>>;
}

/** Asks the peers and `evaluator` about each pair. */
export async function compare(pairs: readonly Pair[], peers: Peers, evaluator: Evaluator = ours): Promise<Comparison> {
  const answers = await peers.ask(pairs);
  const differences: Difference[] = [];
  const byPeer: Record<string, number> = {};
  const lacking: Record<string, number> = {};
  let [allowed, compared] = [0, 0];
  for (const [index, pair] of pairs.entries()) {
    const isAllowed = evaluator(pair);
    const verdicts = Object.entries(answers[index] ?? {});
    if (isAllowed) allowed++;
    if (verdicts.some(([, answer]) => !isLack(answer))) compared++;
    for (const [peer, answer] of verdicts) {
      if (isLack(answer)) count(lacking, `${peer} ${answer}`);
      else count(byPeer, peer);
      if (differs(answer, isAllowed)) differences.push({ peer, pair, allowed: isAllowed });
    }
  }
  return { differences, allowed, compared, byPeer, lacking };
}

function isLack(answer: string): boolean {
  return answer.startsWith('lacks ');
}

/** A peer gives the other verdict; one that lacks what a pair has gives none. */
export function differs(answer: string | undefined, allowed: boolean): boolean {
  return answer === (allowed ? 'deny' : 'allow');
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
