import { type ClassSolver, readAssembly } from '../../../packages/iam-proof/index.ts';
import { type Proof, prove } from '../../../tools/proof/prove.ts';
import { assemblyFolder } from '../../support/synthesis/wanted.ts';
import { harmless } from './configurations.ts';

/** Verdict, findings and open questions on one of the harmless configurations. */
export async function saidOf(
  name: string,
  solver: ClassSolver,
): Promise<[Proof['verdict'], Proof['findings'], Proof['undecided']]> {
  const config = harmless().get(name);
  if (config === undefined) throw new Error(`got ${name}, wanted a harmless configuration`);
  const folder = await assemblyFolder({ config });
  const { verdict, findings, undecided } = await prove(
    () => readAssembly(folder),
    solver,
    () => JSON.parse(JSON.stringify(config)),
  );
  return [verdict, findings, undecided];
}
