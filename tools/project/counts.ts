/** Tests that a runner counted. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** Counts of jest's line "Tests: 1 failed, 2 passed, 3 total"; a suite that did not start counts as one failure. */
export function jestCounts(output: string): Counts {
  const tests = lastLine(output, /^Tests:.*$/gm);
  const suites = lastLine(output, /^Test Suites:.*$/gm);
  const failed = number(tests, /(\d+) failed/);
  return { passed: number(tests, /(\d+) passed/), failed: failed || number(suites, /(\d+) failed/) };
}

/** Counts of pytest's last line, such as "1 failed, 2 passed, 1 error in 3.21s". */
export function pytestCounts(output: string): Counts {
  const line = lastLine(output, /^.*\b(?:passed|failed|errors?)\b.* in \d.*$/gm);
  return { passed: number(line, /(\d+) passed/), failed: number(line, /(\d+) failed/) + number(line, /(\d+) error/) };
}

export function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
  };
}

function lastLine(output: string, pattern: RegExp): string {
  return output.match(pattern)?.at(-1) ?? '';
}

function number(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? 0);
}
