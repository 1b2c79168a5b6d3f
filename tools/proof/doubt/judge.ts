import { type ForkOptions, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Mutant } from './mutants.ts';
import type { Outcome } from './outcome.ts';
import type { Assembly } from './template.ts';

/** What a process judges: mistakes, and assemblies without one. */
export interface Share {
  readonly mutants: readonly Mutant[];
  readonly unharmed: readonly Assembly[];
}

/**
 * Judges mistakes in several processes, and tells each outcome as it comes.
 *
 * @throws Error where a process ends before its work, as it does where an assembly without a mistake is refused.
 */
export async function judge(all: Share, processes: number, onOutcome: (outcome: Outcome) => void): Promise<void> {
  const shares = Array.from({ length: processes }, (_, process): Share => {
    const isOwn = (_each: unknown, at: number): boolean => at % processes === process;
    return { mutants: all.mutants.filter(isOwn), unharmed: all.unharmed.filter(isOwn) };
  });
  await Promise.all(shares.map((share) => judgeIn(share, onOutcome)));
}

async function judgeIn(share: Share, onOutcome: (outcome: Outcome) => void): Promise<void> {
  // Mistakes of one assembly refer to one copy of it, which JSON would not.
  const options: ForkOptions = { execArgv: ['--import', 'tsx'], serialization: 'advanced' };
  const child = fork(join(import.meta.dirname, 'worker.ts'), options);
  child.on('message', onOutcome);
  child.send(share);
  const [code, signal] = await once(child, 'exit');
  if (code !== 0) throw new Error(`a process of the gate ended with ${code ?? signal}, wanted 0`);
}
