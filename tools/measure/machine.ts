import { execFileSync } from 'node:child_process';
import { arch, cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Measured } from './measured.ts';

/** The machine that measures, as far as figures hang on it. */
export function thisMachine(): Measured['machine'] {
  const all = cpus();
  return {
    cpu: all[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown',
    cores: all.length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()} ${arch()}`,
    load: loadavg()[0] ?? 0,
  };
}

export function theseVersions(): Measured['versions'] {
  return { node: process.versions.node, npm: told('npm', '--version'), python: told('python3', '--version') };
}

function told(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, { encoding: 'utf8' }).trim().replace(/^\D+/, '');
}
