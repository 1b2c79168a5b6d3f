import { join } from 'node:path';

/** The project's root, wherever the command was started. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Jars of Delta and S3A that the jobs' Spark loads. */
export const JARS = join(ROOT, '.local', 'jars');

/** Certificates and keys of the local plant: its authority's, and each sender's by its site. */
export const PLANT_CA = join(ROOT, '.local', 'plant-ca');

/** A Python environment of the project, by the name of its file in requirements/. */
export type PythonEnvironment = 'bench' | 'jobs' | 'lint' | 'local' | 'notebook' | 'plant' | 'proof' | 'report';

export function environmentFolder(environment: PythonEnvironment): string {
  return join(ROOT, '.venv', environment);
}

/** The interpreter of an environment. */
export function python(environment: PythonEnvironment): string {
  return join(environmentFolder(environment), 'bin', 'python');
}
