import type { Site, SiteAccount } from './data.ts';
import { sum } from './sum.ts';

type Counts = Pick<SiteAccount, 'silver_good' | 'silver_bad' | 'quarantined' | 'exact_duplicates'>;

/** The ends of a cell, in the order in which they are shown; the plant counts each by its kind. */
export const FATES = [
  { kind: 'good', name: 'Good', of: (counts: Counts) => counts.silver_good },
  { kind: 'bad', name: 'Bad, with a reason', of: (counts: Counts) => counts.silver_bad },
  { kind: 'quarantined', name: 'Quarantined', of: (counts: Counts) => counts.quarantined },
  { kind: 'duplicates', name: 'Exact duplicates', of: (counts: Counts) => counts.exact_duplicates },
] as const;

/** Cells of which it is known what became of them. */
export function cellsOut(counts: Counts): number {
  return sum(FATES.map(({ of }) => of(counts)));
}

/** The same by the plant's own count. */
export function cellsExpected({ expected }: Site): number {
  return sum(FATES.map(({ kind }) => expected[kind]));
}
