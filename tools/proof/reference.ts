import { join } from 'node:path';
import { ClassSolver, loadReference, type Reference } from '../../packages/iam-proof/index.ts';
import { ROOT } from '../project/paths.ts';

/** Every action of AWS, kept where the project keeps what is quickly made again. */
export function readReference(): Promise<Reference> {
  return loadReference(join(ROOT, 'node_modules', '.cache', 'iam-proof'));
}

export async function startSolver(): Promise<ClassSolver> {
  return new ClassSolver(await readReference());
}
