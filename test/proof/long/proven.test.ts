import { SmtSolver } from '../../../packages/iam-proof/solver/solver.ts';
import { prove } from '../../../tools/proof/prove.ts';
import { assemblyOf } from '../twins.ts';

let solver: SmtSolver;
beforeAll(async () => {
  solver = await SmtSolver.start();
});
afterAll(() => solver.stop());

// prod is proved by the test of the gate.
test.each(['dev', 'local'])('%s keeps every promise, and nothing of it is undecided', async (environment) => {
  const proof = await prove(await assemblyOf(environment), solver);
  expect(proof).toMatchObject({ verdict: 'proven', findings: [], undecided: [] });
  expect(proof.queries).toBeGreaterThan(100);
});
