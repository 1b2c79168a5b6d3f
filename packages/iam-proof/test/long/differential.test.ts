import { linesOf } from '../../differential/render.ts';
import { runDifferential } from '../../differential/run.ts';
import { ClassSolver } from '../../solver/solver.ts';
import { readReference } from '../reference.ts';

test.each([11, 12, 13])(
  'the solver says nothing that the evaluator contradicts, of seed %i',
  async (seed) => {
    const reference = await readReference();
    const outcome = await runDifferential({ questions: 400, seed }, new ClassSolver(reference), reference);
    expect(linesOf(outcome).filter((line) => line.startsWith('MISTAKE'))).toEqual([]);
  },
  600_000,
);
