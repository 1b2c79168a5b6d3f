import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Programs that run beside one another until they are stopped, each with its words in a file of the folder. */
export class Processes {
  readonly #folder: string;
  readonly #running: [string, ChildProcess][] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  start(name: string, program: string, words: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
    const log = openSync(join(this.#folder, `${name}.log`), 'a');
    const child = spawn(program, words, { env, cwd: this.#folder, stdio: ['ignore', log, log] });
    this.#running.push([name, child]);
  }

  /** @throws Error that names a program that has ended by itself, and where its words are. */
  requireRunning(): void {
    const [name] = this.#running.find(([, { exitCode, signalCode }]) => exitCode !== null || signalCode !== null) ?? [];
    if (name !== undefined) throw new Error(`${name} has ended: ${join(this.#folder, `${name}.log`)}`);
  }

  /** Those that were started last end first. */
  async stop(): Promise<void> {
    for (const [, child] of this.#running.toReversed()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    }
  }
}

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('wanted a port of 127.0.0.1');
  return address.port;
}
