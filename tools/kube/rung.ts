/** What a rung of the ladder has found. */
export interface Outcome {
  readonly rung: string;
  /** What it has looked at, with figures. */
  readonly facts: readonly string[];
  /** What is wrong, a line each. */
  readonly findings: readonly string[];
  /** What it could not look at, and for want of what. */
  readonly left: readonly string[];
}

/** 0 where nothing is wrong, 1 where something is, 2 where what was asked for could not be told. */
export function exitCode(outcomes: readonly Outcome[]): 0 | 1 | 2 {
  if (outcomes.some(({ findings }) => findings.length > 0)) return 1;
  return outcomes.some(({ facts }) => facts.length === 0) ? 2 : 0;
}

/** An outcome as a person reads it. */
export function told({ rung, facts, findings, left }: Outcome): string {
  const mark = findings.length > 0 ? 'wrong' : facts.length > 0 ? 'ok' : 'could not tell';
  return [
    `${rung}: ${mark}`,
    ...facts.map((line) => `  ${line}`),
    ...findings.map((line) => `  ! ${line}`),
    ...left.map((line) => `  left out: ${line}`),
  ].join('\n');
}
