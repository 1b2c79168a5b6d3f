import { z } from 'zod';

const seen = z.enum(['allowed', 'refused', 'not implemented', 'unclear', 'not tried']);

/** One request that an identity tried, as tried/row.py writes it. */
export const row = z.object({
  identity: z.string(),
  service: z.string(),
  operation: z.string(),
  target: z.string(),
  wanted: z.enum(['refused', 'allowed']),
  owner: seen,
  observed: seen,
  answer: z.string(),
});
export type Row = z.infer<typeof row>;

/** What a row shows: as promised, the contrary, nothing to be sure of, or that only the proof covers it. */
export type Showing = 'kept' | 'broken' | 'unclear' | 'not tried';

export function showingOf({ wanted, owner, observed }: Row): Showing {
  if (observed === 'not tried') return 'not tried';
  if (observed !== wanted) return observed === 'unclear' || observed === 'not implemented' ? 'unclear' : 'broken';
  // A request that its owner cannot make either proves nothing by its refusal.
  return wanted === 'allowed' || owner === 'allowed' ? 'kept' : 'unclear';
}

/** What one identity tried, and what came of it. */
export interface Tally {
  readonly identity: string;
  readonly tried: number;
  readonly refused: number;
  readonly allowed: number;
  readonly unclear: number;
  /** Operations, by client of boto3. */
  readonly notTried: readonly string[];
}

export function tallies(rows: readonly Row[]): Tally[] {
  return [...new Set(rows.map(({ identity }) => identity))].map((identity) => {
    const own = rows.filter((each) => each.identity === identity);
    const tried = own.filter(({ observed }) => observed !== 'not tried');
    const count = (observed: Row['observed']): number => tried.filter((each) => each.observed === observed).length;
    const left = own.filter(({ observed }) => observed === 'not tried');
    return {
      identity,
      tried: tried.length,
      refused: count('refused'),
      allowed: count('allowed'),
      unclear: tried.filter((each) => showingOf(each) === 'unclear').length,
      notTried: [...new Set(left.map(({ service, operation }) => `${service} ${operation}`))],
    };
  });
}

/** Rows that do not show what they should, a line each. */
export function troubles(rows: readonly Row[]): string[] {
  return rows
    .filter((each) => ['broken', 'unclear'].includes(showingOf(each)))
    .map(({ identity, service, operation, target, wanted, owner, observed, answer }) => {
      const place = `${identity}: ${service} ${operation} on ${target}`;
      return `${place}: ${observed}, wanted ${wanted}; its owner: ${owner} (${answer})`;
    });
}
