import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Installation, once } from './installation.ts';
import { environmentFolder, lock, type PythonEnvironment, python, ROOT } from './paths.ts';
import { uv } from './uv.ts';

const JOB_PACKAGES = ['contract', 'glue-scripts'];

/** The project's own Python packages by the environment that runs them: its other packages are those of its lock. */
const OWN_PACKAGES: Readonly<Record<PythonEnvironment, readonly string[]>> = {
  bench: ['contract', 'tools'],
  clients: [],
  examples: [],
  jobs: [...JOB_PACKAGES, 'tools'],
  lint: ['contract', 'glue-scripts', 'packages/local-cloud', 'tools', 'extraction'],
  local: ['contract', 'packages/local-cloud', 'tools', 'extraction', 'glue-scripts'],
  notebook: [],
  'old-pyarrow': [],
  plant: ['contract', 'tools', 'extraction'],
  report: ['contract', 'tools', 'glue-scripts'],
  spark: JOB_PACKAGES,
  spark35: JOB_PACKAGES,
};

/** Those that are carried to a plant's host. */
export const OWN_WHEELS = ['contract', 'extraction'] as const;

/** A Python environment made from `requirements/<name>.txt`, a full lock with hashes, and the project's own packages. */
export function pythonInstallation(environment: PythonEnvironment): Installation {
  const folder = environmentFolder(environment);
  const own = OWN_PACKAGES[environment];
  const sources = [lock(environment), lock('build'), ...own.map((name) => join(ROOT, name, 'pyproject.toml'))];
  return once(`Python environment "${environment}"`, join(folder, '.airlock-installed'), sources, async (signal) => {
    rmSync(folder, { recursive: true, force: true });
    await uv(['venv', '--python', 'python3', folder], signal);
    const target = ['--python', python(environment)];
    const build = ['--build-constraints', lock('build'), '--require-build-hashes'];
    await uv(['pip', 'sync', ...target, '--require-hashes', ...build, lock(environment)], signal);
    if (own.length === 0) return;
    const editable = own.flatMap((name) => ['--editable', join(ROOT, name)]);
    await uv(['pip', 'install', ...target, '--no-deps', ...build, ...editable], signal);
  });
}
