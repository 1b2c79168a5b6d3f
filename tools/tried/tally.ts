import type { Tally } from './rows.ts';

/** Counts of each identity as lines for people, and by name what only the proof covers. */
export function tallyLines(all: readonly Tally[]): string[] {
  return all.flatMap(({ identity, tried, refused, allowed, unclear, notTried }) => [
    `${identity}: ${tried} requests tried: ${refused} refused, ${allowed} allowed, ${unclear} unclear`,
    `  proved, not tried: ${notTried.join(', ') || 'none'}`,
  ]);
}
