import { Command } from 'commander';
import { readAssembly } from './assembly/read.ts';
import { CannotTell } from './cannot-tell.ts';
import { type Proof, prove, type Verdict } from './prove.ts';
import { renderProof } from './render.ts';
import { Solver } from './solver/solver.ts';

const EXIT: Readonly<Record<Verdict, number>> = { proven: 0, refuted: 1, undecided: 2 };

/** `airlock proof [folder]`: whether the templates of an assembly keep the promise. */
export function proofCommand(): Command {
  return new Command('proof')
    .description(
      'prove from the templates that no way leads back to the plant (0 proven, 1 refuted, 2 could not decide)',
    )
    .argument('[folder]', 'what `npx cdk synth -c env=<environment>` wrote', 'cdk.out')
    .option('--json', 'for programs')
    .action(async (folder: string, { json = false }: { json?: boolean }) => {
      const proof = await proofOf(folder);
      console.log(json ? JSON.stringify({ folder, ...proof }, null, 2) : renderProof(folder, proof));
      process.exitCode = EXIT[proof.verdict];
    });
}

async function proofOf(folder: string): Promise<Proof> {
  const solver = await Solver.start();
  try {
    return await prove(readAssembly(folder), solver);
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    const undecided = [{ where: error.where, reason: error.reason }];
    return {
      verdict: 'undecided',
      findings: [],
      undecided,
      asked: {},
      remaining: [],
      identities: 0,
      queries: 0,
      seconds: 0,
    };
  } finally {
    await solver.stop();
  }
}
