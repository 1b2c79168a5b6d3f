import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ROOT } from '../setup/paths.ts';
import { readAssembly } from './assembly/read.ts';
import { matrixOf } from './matrix/matrix.ts';

const GOLDEN = join(ROOT, 'test', 'golden', 'airlock.md');

/** `airlock proof`: what the templates of an assembly say about who may do what. */
export function proofCommand(): Command {
  return new Command('proof').description('who may do what, judged from the templates alone').addCommand(
    new Command('matrix')
      .description('write who may do what, action by action, to test/golden/airlock.md')
      .argument('[folder]', 'what `npx cdk synth -c env=prod` wrote', 'cdk.out')
      .action(async (folder: string) => writeFileSync(GOLDEN, await matrixOf(readAssembly(folder)))),
  );
}
