import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../project/paths.ts';
import { run as runProgram } from '../project/run.ts';
import type { Clone } from './clone.ts';
import type { MeasuredRun } from './measured.ts';

const RECORDER = join(ROOT, 'tools', 'measure', 'record.py');

const record = z.object({
  status: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMegabytes: z.number().nullable(),
  /** Each with its second. */
  lines: z.array(z.tuple([z.number(), z.string()])),
});
export type Line = z.infer<typeof record>['lines'][number];

const report = z.object({ steps: z.array(z.object({ title: z.string(), seconds: z.number() })) });

/** A demo that ran in a clone: its figures, and what it printed when. */
export interface Recorded {
  readonly run: MeasuredRun;
  readonly lines: readonly Line[];
}

/**
 * Runs a demo to its end.
 *
 * @throws Error with its last lines where not all was as promised.
 */
export async function recordDemo(clone: Clone, name: string, onLine: (line: string) => void): Promise<Recorded> {
  const file = join(clone.folder, '..', `${name}.json`);
  const words = [RECORDER, file, clone.folder, 'npm', 'run', '--silent', 'demo'];
  await runProgram('python3', words, { env: clone.env, onLine });
  const { status, lines, ...figures } = record.parse(JSON.parse(readFileSync(file, 'utf8')));
  const said = lines.map(([, line]) => line);
  if (status !== 0) throw new Error(`the ${name} demo ended with ${status}:\n${said.slice(-15).join('\n')}`);
  const { steps } = report.parse(JSON.parse(readFileSync(join(clone.folder, 'out/demo/report.json'), 'utf8')));
  const ending = said.slice(said.lastIndexOf('') + 1);
  return {
    lines,
    run: { ...figures, ending, steps: Object.fromEntries(steps.map(({ title, seconds }) => [title, tenths(seconds)])) },
  };
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
