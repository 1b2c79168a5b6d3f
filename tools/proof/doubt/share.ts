import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Assembly } from './edit/template.ts';
import type { Outcome, Share } from './run.ts';

/** The work of a process of the gate. */
export interface Work {
  readonly assemblies: readonly Assembly[];
  /** Mutants by name. */
  readonly names: readonly string[];
  readonly share: Share;
}

/** Judges assemblies and mutants in several processes, and tells each outcome as it comes. */
export async function judgeInProcesses(
  work: Omit<Work, 'share'>,
  processes: number,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const shares = Array.from({ length: processes }, (_, index) => ({ index, of: processes }));
  await Promise.all(shares.map((share) => judgeIn({ ...work, share }, onOutcome)));
}

function judgeIn(work: Work, onOutcome: (outcome: Outcome) => void): Promise<void> {
  const child = fork(join(import.meta.dirname, 'worker.ts'), [], { execArgv: ['--import', 'tsx'] });
  child.on('message', (outcome: Outcome) => onOutcome(outcome));
  child.send(work);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`a process of the gate ended with ${code ?? signal}, wanted 0`)),
    );
  });
}
