/** A process of the gate: judges its share of the work and sends each outcome to its parent. */
import { startSolver } from '../reference.ts';
import { MUTANTS } from './all.ts';
import { checkWith } from './check.ts';
import { runMutants } from './run.ts';
import type { Work } from './share.ts';

process.once('message', (work: Work) => {
  judgeAll(work).then(
    () => process.disconnect(),
    (error: unknown) => {
      console.error(error);
      process.exit(2);
    },
  );
});

async function judgeAll({ assemblies, names, share }: Work): Promise<void> {
  const solver = await startSolver();
  const chosen = MUTANTS.filter(({ name }) => names.includes(name));
  for await (const outcome of runMutants(assemblies, chosen, checkWith(solver), share)) process.send?.(outcome);
  await solver.stop();
}
