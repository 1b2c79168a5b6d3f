import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Pair } from './pair.ts';

/** The peers' answers on one pair: "allow", "deny", or "lacks …" and what the peer does not evaluate. */
type Answers = Readonly<Record<string, string>>;

/** Evaluators that are none of ours. */
export interface Peers {
  /** One answer a pair, in the same order. */
  ask(pairs: readonly Pair[]): Promise<readonly Answers[]>;
  close(): void;
}

const answersSchema = z.record(z.string(), z.string());

/** moto's and MiniStack's evaluators, in a process of a Python interpreter that has both. */
export function startPeers(python: string): Peers {
  const child = spawn(python, [join(import.meta.dirname, 'peers.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  // A process that ends early closes its output too, which the reader below sees.
  child.stdin.on('error', () => {});
  const failure = new Promise<never>((_, reject) => child.once('error', reject));
  failure.catch(() => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(pairs) {
      child.stdin.write(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''));
      const answers: Answers[] = [];
      while (answers.length < pairs.length) {
        const line = await Promise.race([lines.next(), failure]);
        if (line.done === true) throw new Error(`the peers ended after ${answers.length} of ${pairs.length} answers`);
        answers.push(answersSchema.parse(JSON.parse(line.value)));
      }
      return answers;
    },
    close: () => child.stdin.end(),
  };
}
