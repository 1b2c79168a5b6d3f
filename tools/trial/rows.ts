import { z } from 'zod';

const seen = z.enum(['accepted', 'refused', 'exists already', 'not implemented', 'unclear', 'not tried']);

/** One request that an identity tried, as tried/row.py writes it. */
export const row = z.object({
  identity: z.string(),
  /** Client of boto3. */
  service: z.string(),
  operation: z.string(),
  target: z.string(),
  wanted: z.enum(['refused', 'accepted']),
  /** Answer to the same request by the account's owner just before. */
  owner: seen,
  observed: seen,
  /** The service's own words, or why nothing was tried. */
  answer: z.string(),
});
export type Row = z.infer<typeof row>;

/** Meaning of a row: as promised, the contrary, nothing to be sure of, or that only the proof covers it. */
export type Showing = 'kept' | 'broken' | 'unclear' | 'not tried';

export function showingOf({ wanted, owner, observed }: Row): Showing {
  if (observed === 'not tried') return 'not tried';
  if (observed !== wanted) return observed === 'accepted' || observed === 'refused' ? 'broken' : 'unclear';
  // A request that its owner cannot make either proves nothing by its refusal.
  return wanted === 'accepted' || owner === 'accepted' ? 'kept' : 'unclear';
}

export function triedOf(rows: readonly Row[]): Row[] {
  return rows.filter(({ observed }) => observed !== 'not tried');
}

/** Each operation that was not tried, once. */
export function notTriedOf(rows: readonly Row[]): Row[] {
  const left = rows.filter(({ observed }) => observed === 'not tried');
  return [...new Map(left.map((each) => [`${each.service} ${each.operation}`, each])).values()];
}

/** Counts of what one identity tried. */
export interface Tally {
  readonly identity: string;
  readonly tried: number;
  readonly refused: number;
  readonly accepted: number;
  readonly unclear: number;
  /** Operations, by client of boto3. */
  readonly notTried: readonly string[];
}

export function tallies(rows: readonly Row[]): Tally[] {
  return [...new Set(rows.map(({ identity }) => identity))].map((identity) => {
    const own = rows.filter((each) => each.identity === identity);
    const tried = triedOf(own);
    const count = (observed: Row['observed']): number => tried.filter((each) => each.observed === observed).length;
    return {
      identity,
      tried: tried.length,
      refused: count('refused'),
      accepted: count('accepted'),
      unclear: tried.filter((each) => showingOf(each) === 'unclear').length,
      notTried: notTriedOf(own).map(({ service, operation }) => `${service} ${operation}`),
    };
  });
}

/** Rows that do not show what they should, a line each. */
export function troubles(rows: readonly Row[]): string[] {
  return rows.filter((each) => ['broken', 'unclear'].includes(showingOf(each))).map(troubleOf);
}

export function troubleOf({ identity, service, operation, target, wanted, owner, observed, answer }: Row): string {
  const place = `${identity}: ${service} ${operation} on ${target}`;
  return `${place}: ${observed}, wanted ${wanted}; its owner: ${owner} (${answer})`;
}
