import { readAssembly } from '../../packages/iam-proof/index.ts';
import { type Proof, prove } from './prove.ts';
import { startSolver } from './reference.ts';

/** Judges every promise on what `cdk synth` wrote into a folder; of one that cannot be read, nothing is decided. */
export async function proofOf(folder: string): Promise<Proof> {
  const solver = await startSolver();
  try {
    return await prove(() => readAssembly(folder), solver);
  } finally {
    await solver.stop();
  }
}
