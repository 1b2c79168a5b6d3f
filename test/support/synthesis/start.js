import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Starts the one process that makes apps for all suites of a run, and names its socket to them.
 * Its work ends with the run, so that no run can see what another had made of older code.
 */
export default async function start() {
  // The template validator starts an engine of three CPU seconds in every app; synth and CI run it instead.
  process.env.CDK_VALIDATION = 'false';
  const folder = mkdtempSync(join(tmpdir(), 'airlock-synthesis-'));
  const maker = fork(join(import.meta.dirname, 'maker.ts'), [folder], { execArgv: ['--import', 'tsx'] });
  const [first] = await Promise.race([once(maker, 'message'), once(maker, 'exit')]);
  if (typeof first !== 'string') throw new Error('what makes the apps for the suites did not start');
  process.env.AIRLOCK_SYNTHESIS = first;
  globalThis.synthesisMaker = maker;
  return maker;
}
