import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readAssembly } from '../../packages/iam-proof/index.ts';
import { assemblyAt } from '../project/assembly.ts';
import { ROOT } from '../project/paths.ts';
import { mutantsCommand } from './doubt/command.ts';
import { matrixOf } from './matrix/matrix.ts';
import type { Verdict } from './prove.ts';
import { proofOf } from './prove-folder.ts';
import { renderProof, verdictLine } from './render.ts';
import { subjectOf } from './subject.ts';
import { worldCommand } from './world/command.ts';

const GOLDEN = join(ROOT, 'test', 'golden', 'airlock.md');
const EXIT: Readonly<Record<Verdict, number>> = { proven: 0, refuted: 1, undecided: 2 };

/** `airlock proof`: whether the templates of an assembly keep the promise, and who may do what. */
export function proofCommand(): Command {
  return new Command('proof')
    .argument('[folder]', 'what `npx cdk synth -c env=prod` wrote', 'cdk.out')
    .option('--json', 'print the verdict, the findings and the counts for a program')
    .action(async (folder: string, { json }: { json?: true }) => {
      // A program is told of a folder that is not there as of all else: as JSON.
      const proof = await proofOf(json ? folder : assemblyAt(folder));
      const subject = subjectOf(folder);
      const statement = verdictLine(subject, proof);
      console.log(
        json
          ? JSON.stringify({ folder, statement, ...proof }, undefined, 2)
          : renderProof(`${folder}: ${subject}`, proof),
      );
      process.exitCode = EXIT[proof.verdict];
    })
    .addCommand(mutantsCommand())
    .addCommand(worldCommand())
    .addCommand(
      new Command('matrix')
        .description('write who may do what, action by action, to test/golden/airlock.md')
        .argument('[folder]', 'what `npx cdk synth -c env=prod` wrote', 'cdk.out')
        .action(async (folder: string) => writeFileSync(GOLDEN, await matrixOf(readAssembly(assemblyAt(folder))))),
    );
}
