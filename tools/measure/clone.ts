import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../project/paths.ts';

/** A fresh clone of what is committed here, with nothing installed. */
export interface Clone {
  readonly folder: string;
  readonly commit: string;

  /** Of its programs: what earlier installations on this machine have left is not theirs. */
  readonly env: NodeJS.ProcessEnv;

  readonly remove: () => void;
}

export function freshClone(): Clone {
  const parent = mkdtempSync(join(tmpdir(), 'airlock-measure-'));
  const [folder, cache] = [join(parent, 'airlock'), join(parent, 'cache')];
  mkdirSync(cache);
  execFileSync('git', ['clone', '--quiet', ROOT, folder]);
  const caches = { npm_config_cache: join(cache, 'npm'), PIP_CACHE_DIR: join(cache, 'pip') };
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|UV_CACHE_DIR|INIT_CWD)/.test(name));
  return {
    folder,
    commit: execFileSync('git', ['-C', folder, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim(),
    env: { ...Object.fromEntries(own), ...keptSettings(), ...caches },
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}

/** Where a machine says by its environment from where npm installs, and whom Node trusts. */
function keptSettings(): NodeJS.ProcessEnv {
  const names = ['npm_config_registry', 'NODE_EXTRA_CA_CERTS'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

/** Megabytes of each folder of a clone, links counted once. */
export function megabytesOf(clone: Clone, folders: readonly string[]): Record<string, number> {
  const printed = execFileSync('du', ['-sm', ...folders], { cwd: clone.folder, encoding: 'utf8' });
  return Object.fromEntries(
    printed
      .trim()
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([megabytes, folder = '']) => [folder, Number(megabytes)]),
  );
}
