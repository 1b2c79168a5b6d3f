import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotTell, type JsonObject, readAssembly } from '../../packages/iam-proof/index.ts';
import { ROOT } from '../project/paths.ts';
import { type Proof, prove } from './prove.ts';
import { startSolver } from './reference.ts';

/** Judges every promise on what `cdk synth` wrote into a folder; of one that cannot be read, nothing is decided. */
export async function proofOf(folder: string): Promise<Proof> {
  return prove(() => readAssembly(folder), await startSolver(), configOf);
}

/** The configuration of an environment as it is written; `cdk synth` has judged it. */
function configOf(environment: string): JsonObject | undefined {
  const file = join(ROOT, 'config', `${environment}.json`);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CannotTell(file, `not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
