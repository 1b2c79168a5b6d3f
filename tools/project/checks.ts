import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { isWanted, WANTED_NODE } from './node-packages.mjs';

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
/** Less than what is sold as 4 GB, of which the system keeps some. */
const MEMORY_GIB = 3.5;
/** The first and the last for which the Python locks name wheels. */
const PYTHONS = ['3.11', '3.14'] as const;

/** Looks at the machine: the two programs, memory, disk, the right to write, and loopback ports. */
export async function examine(root: string): Promise<Finding[]> {
  return [node(), pythonFinding(), venv(), memory(), disk(root), writable(root), await loopback()];
}

/** Whether a version is one of those from the first to the last, each with all that it names no number for. */
export function isBetween(got: string, first: string, last: string): boolean {
  const [major, minor] = last.split('.').map(Number);
  return atLeast(got, first) && !atLeast(got, `${major}.${(minor ?? 0) + 1}`);
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

function node(): Finding {
  const fix = 'install Node 24, the version of .nvmrc: nvm install';
  const got = process.versions.node;
  return { name: 'Node', got, wanted: WANTED_NODE, ok: isWanted(got), fix };
}

function pythonFinding(): Finding {
  const got = version('python3', ['--version']);
  return {
    name: 'Python',
    got: got ?? 'nothing',
    wanted: PYTHONS.join(' to '),
    ok: got !== undefined && isBetween(got, ...PYTHONS),
    fix: 'apt-get install python3 python3-venv, or brew install python@3.11; python3 must be it',
  };
}

/** Debian's Python comes without what makes its environments. */
function venv(): Finding {
  const ok = version('python3', ['-c', 'import ensurepip, venv; print(ensurepip.version())']) !== undefined;
  const name = "Python's venv";
  return {
    name,
    got: ok ? 'venv and ensurepip' : 'none',
    wanted: 'venv and ensurepip',
    ok,
    fix: 'apt-get install python3-venv',
  };
}

function memory(): Finding {
  const gib = totalmem() / GIB;
  return {
    name: 'Memory',
    got: `${gib.toFixed(1)} GiB`,
    wanted: `${MEMORY_GIB} GiB`,
    ok: gib >= MEMORY_GIB,
    fix: 'use a machine, or give the virtual machine or container, more memory',
  };
}

function writable(root: string): Finding {
  const finding = (ok: boolean): Finding => ({
    name: 'Right to write',
    got: ok ? 'a folder that can be written' : `${root}, which cannot be written`,
    wanted: 'a folder that can be written: everything is installed into it',
    ok,
    fix: 'clone the project into a folder of your own',
  });
  try {
    rmdirSync(mkdtempSync(join(root, '.doctor-')));
    return finding(true);
  } catch {
    return finding(false);
  }
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
