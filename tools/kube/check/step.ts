/** One thing that a data scientist does, and whether it works. */
export interface Step {
  readonly does: string;
  /** undefined: it could not be tried. */
  readonly works?: boolean;
  /** What was seen, or why it does not work or could not be tried. */
  readonly words: string;
}

/** 0 where all works, 1 where something does not, 2 where something could not be tried. */
export function exitCode(steps: readonly Step[]): 0 | 1 | 2 {
  if (steps.some(({ works }) => works === false)) return 1;
  return steps.every(({ works }) => works) ? 0 : 2;
}

export function line({ does, works, words }: Step): string {
  const mark = works === undefined ? 'not tried' : works ? 'works' : 'DOES NOT WORK';
  return `${does}: ${mark}. ${words}`;
}
