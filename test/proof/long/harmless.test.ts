import type { ClassSolver } from '../../../packages/iam-proof/index.ts';
import { startSolver } from '../../../tools/proof/reference.ts';
import { harmless } from '../harmless/configurations.ts';
import { saidOf } from '../harmless/said-of.ts';

let solver: ClassSolver;
beforeAll(async () => {
  solver = await startSolver();
});

test.each([...harmless().keys()])(
  '%s: is proven',
  async (name) => {
    expect(await saidOf(name, solver)).toEqual(['proven', [], []]);
  },
  300_000,
);
