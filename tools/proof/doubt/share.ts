import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from './run.ts';
import type { Assembly } from './template.ts';

/** The work of a process of the gate. */
export interface Work {
  readonly assemblies: readonly Assembly[];
  /** Mistakes that are judged of all. */
  readonly most: number;
  /** The one that makes them. @default - all */
  readonly operator?: string | undefined;
  readonly index: number;
  readonly of: number;
}

/** Judges mistakes in several processes, and tells each outcome as it comes. */
export async function judgeInProcesses(
  work: Omit<Work, 'index' | 'of'>,
  processes: number,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const shares = Array.from({ length: processes }, (_, index) => ({ ...work, index, of: processes }));
  await Promise.all(shares.map((share) => judgeIn(share, onOutcome)));
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
