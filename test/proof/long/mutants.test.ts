import { verdictOf } from '../../../tools/proof/doubt/render.ts';
import type { Outcome } from '../../../tools/proof/doubt/run.ts';
import { judgeInProcesses } from '../../../tools/proof/doubt/share.ts';
import { assemblies } from '../../../tools/proof/doubt/stacks/configurations.ts';

test('of 1,500 mistakes in all configurations, the proof refuses each or the list explains it', async () => {
  const outcomes: Outcome[] = [];
  await judgeInProcesses({ assemblies: assemblies(), most: 1500 }, 2, (outcome) => outcomes.push(outcome));
  expect(outcomes).toHaveLength(1500);
  expect(verdictOf(outcomes).missed).toEqual([]);
}, 1_800_000);
