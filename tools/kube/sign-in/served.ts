import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Programs and servers of one try, which end together. */
export class Served {
  readonly #folder = mkdtempSync(join(tmpdir(), 'airlock-sign-in-'));
  readonly #children: ChildProcess[] = [];
  readonly #servers: Server[] = [];

  file(name: string, text: string): string {
    const file = join(this.#folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  }

  /** Starts a program with this environment alone, and waits until it answers. */
  async start(
    program: string,
    words: readonly string[],
    env: Readonly<Record<string, string>>,
    ready: string,
  ): Promise<void> {
    const child = spawn(program, words, { env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.push(child);
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
    for (let tries = 0; tries < 300; tries += 1) {
      if (child.exitCode !== null) break;
      if ((await fetch(ready).catch(() => undefined))?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${program} did not answer at ${ready}: ${Buffer.concat(said).toString().slice(-2000)}`);
  }

  async listen(server: Server): Promise<number> {
    this.#servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return portOf(server);
  }

  end(): void {
    for (const child of this.#children) child.kill();
    for (const server of this.#servers) server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port that nothing listens to. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('got no port, wanted one');
  return address.port;
}
