import type { Tally } from './rows.ts';

/** Counts of each identity as lines for people, and by name what only the proof covers. */
export function tallyLines(all: readonly Tally[]): string[] {
  const names = [...new Set(all.flatMap(({ notTried }) => notTried))];
  return [
    ...all.map(
      ({ identity, tried, refused, allowed, unclear, notTried }) =>
        `${identity}: ${tried} requests tried: ${refused} refused, ${allowed} allowed, ${unclear} unclear; ${notTried.length} verbs proved, not tried`,
    ),
    `Proved, not tried: ${names.join(', ') || 'none'}`,
  ];
}
