import { readAssembly } from '../../packages/iam-proof/assembly/read.ts';
import { SmtSolver } from '../../packages/iam-proof/solver/solver.ts';
import { type Proof, prove, unread } from './prove.ts';

/** Judges every promise on what `cdk synth` wrote into a folder; of one that cannot be read, nothing is decided. */
export async function proofOf(folder: string): Promise<Proof> {
  const solver = await SmtSolver.start();
  try {
    return await prove(readAssembly(folder), solver);
  } catch (error) {
    return unread(error);
  } finally {
    await solver.stop();
  }
}
