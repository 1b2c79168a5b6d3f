import type { Difference } from './compare.ts';
import { RULES } from './explained.ts';
import { FEWEST_COMPARED, type Outcome } from './run.ts';

/** Unexplained differences that are printed in full. */
const SHOWN = 10;

/** An outcome as lines for people. */
export function linesOf(outcome: Outcome): string[] {
  const { pairs, seed, allowed, compared, byPeer, reached, seconds, unexplained, neverReached, stale } = outcome;
  const [least] = Object.entries(reached).toSorted(([, a], [, b]) => a - b);
  return [
    `${pairs} pairs of seed ${seed}, ${allowed} of them allowed; ${compared} compared in ${seconds.toFixed(0)} s`,
    ...rows(byPeer).map((row) => `  evaluated by ${row}`),
    `${Object.keys(reached).length} features reached${least ? `, "${least[0]}" the least often (${least[1]} pairs)` : ''}`,
    ...rows(outcome.lacking).map((row) => `  not asked: ${row}`),
    'Explained differences',
    ...rows(outcome.explained).map((row) => `  ${row}`),
    ...RULES.map(({ name, page, says }) => `  "${name}": ${says} (${page})`),
    `${unexplained.length} unexplained differences`,
    ...unexplained.slice(0, SHOWN).flatMap(linesOfDifference),
    ...stale.map((rule) => `FINDING  no difference falls under: ${rule}`),
    ...neverReached.map((feature) => `UNDECIDED  no pair has: ${feature}`),
    ...(compared < FEWEST_COMPARED ? [`UNDECIDED  got ${compared} pairs compared, wanted ${FEWEST_COMPARED}`] : []),
    `Verdict: ${outcome.verdict}`,
  ];
}

function rows(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, times]) => `${name}: ${times}`);
}

function linesOfDifference({ peer, allowed, pair }: Difference): string[] {
  const [us, them] = allowed ? ['allow', 'denies'] : ['deny', 'allows'];
  return [`FINDING  we ${us}, ${peer} ${them}:`, ...JSON.stringify(pair, null, 2).split('\n')];
}
