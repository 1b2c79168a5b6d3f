import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, once } from './installation.ts';
import { lock, ROOT } from './paths.ts';
import { run } from './run.ts';

/** uv, which makes every Python environment: pip installs it, since a fresh machine has nothing else, and goes again. */
const UV = join(ROOT, '.venv', 'uv');
const PIP = join(ROOT, '.venv', 'pip');

/** A cache of the project's own, so that environments share the files of the packages that they have in common. */
const CACHE = join(ROOT, '.venv', 'cache');

/** Removes the cache: what it holds is in the environments, or was needed to build them only. */
export function clearCache(): void {
  rmSync(CACHE, { recursive: true, force: true });
}

/** Runs uv, which is installed where it is missing, on the project's own cache. */
export async function uv(args: readonly string[], signal?: AbortSignal): Promise<void> {
  const installation = uvInstallation();
  if (!installation.isDone()) await installation.install(signal);
  const env = { UV_CACHE_DIR: CACHE, ...process.env, UV_PYTHON_DOWNLOADS: 'never' };
  await run(join(UV, 'bin', 'uv'), [...args, '--quiet'], { env, ...(signal && { signal }) });
}

function uvInstallation(): Installation {
  return once('uv', join(UV, '.airlock-installed'), [lock('uv')], async (signal) => {
    rmSync(UV, { recursive: true, force: true });
    await pip(
      ['install', '--quiet', '--require-hashes', '--no-deps', '--target', UV, '--requirement', lock('uv')],
      signal,
    );
  });
}

/** Fetches wheels of another machine, each checked against its hash; uv itself fetches none without installing it. */
export async function downloadWheels(
  requirements: string,
  version: string,
  tags: readonly string[],
  folder: string,
): Promise<void> {
  const platforms = tags.flatMap((tag) => ['--platform', tag]);
  const machine = ['--implementation', 'cp', '--python-version', version, ...platforms];
  const only = ['--require-hashes', '--no-deps', '--only-binary', ':all:'];
  await pip(['download', '--quiet', ...only, ...machine, '--dest', folder, '--requirement', requirements]);
}

/** Puts what a lock pins into a folder, for a Python of this version or newer on any machine: nothing in it may be compiled. The cache is left alone, which another command may empty. */
export async function unpackWheels(name: string, version: string, folder: string): Promise<void> {
  const only = ['--require-hashes', '--no-deps', '--only-binary', ':all:', '--link-mode', 'copy', '--no-cache'];
  await uv(['pip', 'install', '--target', folder, '--python-version', version, ...only, '--requirement', lock(name)]);
}

/** Runs a pip that is there for this command alone. */
async function pip(args: readonly string[], signal?: AbortSignal): Promise<void> {
  const options = signal ? { signal } : {};
  try {
    await run('python3', ['-m', 'venv', '--clear', PIP], options);
    await run(join(PIP, 'bin', 'python'), ['-m', 'pip', '--disable-pip-version-check', ...args], options);
  } finally {
    rmSync(PIP, { recursive: true, force: true });
  }
}
