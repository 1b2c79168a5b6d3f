import type { Comparison } from './stage-data.ts';

interface Part {
  /** Its count in the answer of `plant compare`. */
  readonly name: string;
  readonly words: string;
  readonly isFinding?: true;
}

/** The counts of a comparison as sums: the parts of each are all cells that were compared. */
export const SUMS: readonly { readonly title: string; readonly parts: readonly Part[] }[] = [
  {
    title: 'Against the computed truth, in cells',
    parts: [
      { name: 'equal', words: 'equal, empty where the truth is' },
      { name: 'different', words: 'different', isFinding: true },
      { name: 'missing', words: 'missing in gold', isFinding: true },
    ],
  },
  {
    title: 'Against the source itself, in cells',
    parts: [
      { name: 'exactAtKept', words: 'equal to a sample that the historian kept' },
      { name: 'withinTolerance', words: 'between two samples, within the historian’s tolerance' },
      { name: 'touched', words: 'touched by a planted fault: held against the truth alone' },
      { name: 'outsideTolerance', words: 'outside the tolerance', isFinding: true },
      { name: 'missing', words: 'missing in gold', isFinding: true },
    ],
  },
];

export function countOf(comparison: Comparison, name: string): number {
  const value = comparison[name];
  return typeof value === 'number' ? value : 0;
}
