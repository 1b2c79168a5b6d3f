/** A process of the gate: judges its share of the mistakes and sends each outcome to its parent. */
import { startSolver } from '../reference.ts';
import { type Check, checkWith } from './check.ts';
import { mutantsOf, sampled } from './mutants.ts';
import { judged } from './run.ts';
import type { Work } from './share.ts';
import type { Assembly } from './template.ts';

process.once('message', (work: Work) => {
  judgeAll(work).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});

async function judgeAll({ assemblies, most, operator, index, of }: Work): Promise<void> {
  const all = mutantsOf(assemblies).filter((each) => each.operator === (operator ?? each.operator));
  const check = checkWith(await startSolver());
  await proveUnharmed(
    assemblies.filter((_, at) => at % of === index),
    check,
  );
  const mine = sampled(all, most).filter((_, at) => at % of === index);
  for await (const outcome of judged(mine, check)) process.send?.(outcome);
}

/** A proof that refuses what has no mistake would refuse each that has one. */
async function proveUnharmed(assemblies: readonly Assembly[], check: Check): Promise<void> {
  for (const assembly of assemblies) {
    const said = await check(assembly);
    if (said !== undefined) throw new Error(`${assembly.name} is refused without a mistake: ${said}`);
  }
}
