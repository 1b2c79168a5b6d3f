import { judge } from '../../../tools/proof/doubt/judge.ts';
import { mutantsOf, sampled } from '../../../tools/proof/doubt/mutants.ts';
import type { Outcome } from '../../../tools/proof/doubt/outcome.ts';
import { verdictOf } from '../../../tools/proof/doubt/render.ts';
import { assemblies } from '../../../tools/proof/doubt/stacks/configurations.ts';

test('of 1,500 mistakes in all configurations, the proof refuses each or the list explains it', async () => {
  const unharmed = assemblies();
  const outcomes: Outcome[] = [];
  const mutants = sampled(mutantsOf(unharmed), 1500);
  await judge({ mutants, unharmed }, 2, (outcome) => outcomes.push(outcome));
  expect(outcomes).toHaveLength(1500);
  expect(verdictOf(outcomes).missed).toEqual([]);
}, 1_800_000);
