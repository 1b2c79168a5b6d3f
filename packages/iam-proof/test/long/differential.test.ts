import { ClassSolver } from '../../solver/solver.ts';
import { readReference } from '../reference.ts';
import { hold } from './differential.ts';

const { IAM_PROOF_RUNS: numRuns = 700, IAM_PROOF_SEED: seed = 11 } = process.env;

test('the solver says nothing that the evaluator contradicts', async () => {
  const reference = await readReference();
  const counts = await hold(new ClassSolver(reference), reference, { numRuns: Number(numRuns), seed: Number(seed) });
  expect(counts.none + counts.found).toBeGreaterThan(0.92 * Number(numRuns));
}, 600_000);
