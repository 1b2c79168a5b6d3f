import type { ClassSolver } from '../../../packages/iam-proof/index.ts';
import { prove } from '../../../tools/proof/prove.ts';
import { startSolver } from '../../../tools/proof/reference.ts';
import { assemblyOf } from '../twins.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

// prod is proved by the test of the gate.
test.each(['dev', 'local'])('%s keeps every promise, and nothing of it is undecided', async (environment) => {
  const assembly = await assemblyOf(environment);
  const proof = await prove(() => assembly, solver);
  expect(proof).toMatchObject({ verdict: 'proven', findings: [], undecided: [] });
  expect(proof.queries).toBeGreaterThan(100);
});
