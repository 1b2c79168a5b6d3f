import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GLUE_PYTHONS } from '../../lib/transformation/jobs/wheels.ts';
import { type Installation, once } from './installation.ts';
import { environmentFolder, type PythonEnvironment, python, ROOT } from './paths.ts';
import { run } from './run.ts';

const REQUIREMENTS = join(ROOT, 'requirements');
export const lock = (name: string): string => join(REQUIREMENTS, `${name}.txt`);

const JOB_PACKAGES = ['contract', 'glue-scripts'];

/** The project's own Python packages by the environment that runs them: its other packages are those of its lock. */
const OWN_PACKAGES: Readonly<Record<PythonEnvironment, readonly string[]>> = {
  bench: ['contract', 'tools'],
  clients: [],
  jobs: [...JOB_PACKAGES, 'tools'],
  lint: ['contract', 'glue-scripts', 'packages/local-cloud', 'tools', 'extraction'],
  local: ['contract', 'packages/local-cloud', 'tools', 'extraction', 'glue-scripts'],
  notebook: [],
  plant: ['contract', 'tools', 'extraction'],
  proof: [],
  report: ['contract', 'tools', 'glue-scripts'],
  spark: JOB_PACKAGES,
  spark35: JOB_PACKAGES,
};

/** Those that are carried to a plant's host. */
export const OWN_WHEELS = ['contract', 'extraction'] as const;

/** uv, which makes every other environment: pip installs it, since a fresh machine has nothing else. */
const UV = join(ROOT, '.venv', 'uv');

/** A cache of the project's own, so that environments share the files of the packages that they have in common. */
const CACHE = join(ROOT, '.venv', 'cache');

/** A Python environment made from `requirements/<name>.txt`, a full lock with hashes, and the project's own packages. */
export function pythonInstallation(environment: PythonEnvironment): Installation {
  const folder = environmentFolder(environment);
  const own = OWN_PACKAGES[environment];
  const sources = [lock(environment), lock('build'), ...own.map((name) => join(ROOT, name, 'pyproject.toml'))];
  return once(`Python environment "${environment}"`, join(folder, '.airlock-installed'), sources, async (signal) => {
    rmSync(folder, { recursive: true, force: true });
    await uv(['venv', '--python', 'python3', folder], signal);
    const target = ['--python', python(environment)];
    await uv(['pip', 'sync', ...target, '--require-hashes', lock(environment)], signal);
    if (own.length === 0) return;
    const build = ['--build-constraints', lock('build'), '--require-build-hashes'];
    const editable = own.flatMap((name) => ['--editable', join(ROOT, name)]);
    await uv(['pip', 'install', ...target, '--no-deps', ...build, ...editable], signal);
  });
}

/** Makes every lock anew from its `requirements/<name>.in`: what is pinned there moves, and what only follows from it stays where it can. */
export async function lockRequirements(): Promise<void> {
  for (const file of readdirSync(REQUIREMENTS).filter((each) => each.endsWith('.in'))) {
    for (const { name, machines } of locksOf(file.replace(/\.in$/, ''))) {
      const form = [...machines, '--generate-hashes', '--no-annotate'];
      const header = ['--custom-compile-command', 'npm run airlock -- lock'];
      await uv(['pip', 'compile', ...form, ...header, join('requirements', file), '--output-file', lock(name)]);
    }
  }
}

/** An environment here has one lock, for any system; what goes to Glue has one for each Python that Glue runs. */
function locksOf(name: string): { readonly name: string; readonly machines: readonly string[] }[] {
  if (name !== 'glue') return [{ name, machines: ['--universal', '--python-version', '3.11'] }];
  const platform = ['--python-platform', 'x86_64-manylinux_2_28', '--only-binary', ':all:'];
  return Object.values(GLUE_PYTHONS).map((version) => ({
    name: `glue-${version}`,
    machines: ['--python-version', version, ...platform],
  }));
}

/** Removes the cache: what it holds is in the environments, or was needed to build them only. */
export function clearCache(): void {
  rmSync(CACHE, { recursive: true, force: true });
}

function uvInstallation(): Installation {
  const installation = once('uv', join(UV, '.airlock-installed'), [lock('uv')], async (signal) => {
    const options = signal ? { signal } : {};
    rmSync(UV, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', UV], options);
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', '--require-hashes'];
    await run(join(UV, 'bin', 'python'), [...pip, '-r', lock('uv')], options);
  });
  return {
    ...installation,
    install: async (signal) => {
      if (!installation.isDone()) await installation.install(signal);
    },
  };
}

/** Fetches wheels of another machine, each checked against its hash; uv itself fetches none without installing it. */
export async function downloadWheels(
  requirements: string,
  version: string,
  tags: readonly string[],
  folder: string,
): Promise<void> {
  await uvInstallation().install();
  const machine = [
    '--implementation',
    'cp',
    '--python-version',
    version,
    ...tags.flatMap((tag) => ['--platform', tag]),
  ];
  const only = ['--require-hashes', '--no-deps', '--only-binary', ':all:'];
  const pip = ['-m', 'pip', 'download', '--disable-pip-version-check', '--quiet'];
  await run(join(UV, 'bin', 'python'), [...pip, ...only, ...machine, '--dest', folder, '--requirement', requirements]);
}

/** Runs uv, which is installed where it is missing, on the project's own cache. */
export async function uv(args: readonly string[], signal?: AbortSignal): Promise<void> {
  await uvInstallation().install(signal);
  const env = { UV_CACHE_DIR: CACHE, ...process.env, UV_PYTHON_DOWNLOADS: 'never' };
  await run(join(UV, 'bin', 'uv'), [...args, '--quiet'], { env, ...(signal && { signal }) });
}
