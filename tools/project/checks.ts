import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { createServer } from 'node:net';

/** One thing that a machine must have. */
export interface Finding {
  readonly name: string;
  readonly got: string;
  readonly wanted: string;
  readonly ok: boolean;
  /** Command or step that mends it. */
  readonly fix: string;
}

const GIB = 1024 ** 3;
const FREE_GIB = 5;

/** Looks at the machine: the two programs, disk and loopback ports. */
export async function examine(root: string): Promise<Finding[]> {
  return [
    program('Node', ['node', '--version'], '20.19', 'install Node 24, the version of .nvmrc: nvm install'),
    program('Python', ['python3', '--version'], '3.11', 'apt-get install python3 python3-venv, or brew install python'),
    disk(root),
    await loopback(),
  ];
}

/** Compares dotted versions by their numbers; the wanted one may be shorter. */
export function atLeast(got: string, wanted: string): boolean {
  const parts = got.split('.').map(Number);
  for (const [index, want] of wanted.split('.').map(Number).entries()) {
    const have = parts[index] ?? 0;
    if (have !== want) return have > want;
  }
  return true;
}

function program(name: string, [command = '', ...args]: string[], wanted: string, fix: string): Finding {
  const got = version(command, args);
  return {
    name,
    got: got ?? 'nothing',
    wanted: `${wanted} or newer`,
    ok: got !== undefined && atLeast(got, wanted),
    fix,
  };
}

function version(command: string, args: string[]): string | undefined {
  try {
    const output = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /\d+(\.\d+)+/.exec(output)?.[0];
  } catch {
    return undefined;
  }
}

function disk(root: string): Finding {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / GIB;
  return {
    name: 'Disk',
    got: `${free.toFixed(1)} GiB free`,
    wanted: `${FREE_GIB} GiB free`,
    ok: free >= FREE_GIB,
    fix: `free some space under ${root}`,
  };
}

function loopback(): Promise<Finding> {
  return new Promise((resolve) => {
    const finding = (ok: boolean, got: string): void =>
      resolve({
        name: 'Ports',
        got,
        wanted: 'a free port on 127.0.0.1',
        ok,
        fix: 'let programs listen on the loopback address: check the firewall or the sandbox',
      });
    const server = createServer();
    server.once('error', (error) => finding(false, error.message));
    server.listen(0, '127.0.0.1', () => server.close(() => finding(true, 'a free port on 127.0.0.1')));
  });
}
