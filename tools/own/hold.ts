import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { python, ROOT } from '../project/paths.ts';

/** The file by which a folder is held; it says nothing once its holder has ended. */
export const LOCK = '.lock';

/**
 * Does `work` while nobody else may work in `out`. Whoever holds it is a process that ends with this one, so that a crash leaves nothing held.
 *
 * @throws Error where another run holds the folder.
 */
export async function holding<T>(out: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(out, { recursive: true });
  const holder = spawn(python('jobs'), ['-m', 'own', 'hold', out], { cwd: ROOT, stdio: ['pipe', 'pipe', 'pipe'] });
  const said: string[] = [];
  createInterface(holder.stderr).on('line', (line) => said.push(line));
  const ended = once(holder, 'close');
  const isHeld = await Promise.race([once(holder.stdout, 'data').then(() => true), ended.then(() => false)]);
  if (!isHeld) throw new Error(said.at(-1) ?? `${out}: cannot be held`);
  try {
    return await work();
  } finally {
    holder.stdin.end();
    await ended;
  }
}
