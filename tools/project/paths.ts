import { join } from 'node:path';

/** The project's root, wherever the command was started. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** What each Python environment wants, and its lock. */
export const REQUIREMENTS = join(ROOT, 'requirements');

export function lock(name: string): string {
  return join(REQUIREMENTS, `${name}.txt`);
}

/** Certificates and keys of the local plant: its authority's, and each sender's by its site. */
export const PLANT_CA = join(ROOT, '.local', 'plant-ca');

/** A Python environment of the project, by the name of its file in requirements/. */
export type PythonEnvironment =
  | 'bench'
  // Public clients of PI Web API, for the tests of the plant's server alone.
  | 'clients'
  | 'examples'
  | 'jobs'
  | 'lint'
  | 'local'
  | 'notebook'
  // Of one test, which is about it.
  | 'old-pyarrow'
  | 'plant'
  | 'report'
  // The jobs' on Spark 4.1 and 3.5, for the tests of the carrier alone.
  | 'spark'
  | 'spark35';

export function environmentFolder(environment: PythonEnvironment): string {
  return join(ROOT, '.venv', environment);
}

/** The interpreter of an environment. */
export function python(environment: PythonEnvironment): string {
  return join(environmentFolder(environment), 'bin', 'python');
}
