import { type ClassSolver, readAssembly } from '../../../packages/iam-proof/index.ts';
import { prove } from '../../../tools/proof/prove.ts';
import { startSolver } from '../../../tools/proof/reference.ts';
import { manySites } from '../../support/configurations.ts';
import { assemblyFolder } from '../../support/synthesis/wanted.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

test('a hundred sites with both feeders each are proven', async () => {
  const folder = await assemblyFolder({ config: manySites(100, 33) });
  const { verdict, findings, undecided } = await prove(() => readAssembly(folder), solver);
  expect([verdict, findings, undecided]).toEqual(['proven', [], []]);
}, 900_000);
