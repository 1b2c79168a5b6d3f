/** A process of the gate: judges its share of the mistakes and sends each outcome to its parent. */
import { startSolver } from '../reference.ts';
import { checkWith } from './check.ts';
import type { Share } from './judge.ts';
import { outcomeOf } from './outcome.ts';

process.once('message', async ({ mutants, unharmed }: Share) => {
  const check = checkWith(await startSolver());
  // A proof that refuses what has no mistake would refuse each that has one.
  for (const assembly of unharmed) {
    const said = await check(assembly);
    if (said !== undefined) throw new Error(`${assembly.name} is refused without a mistake: ${said}`);
  }
  for (const mutant of mutants) process.send?.(await outcomeOf(mutant, check));
  process.disconnect();
});
