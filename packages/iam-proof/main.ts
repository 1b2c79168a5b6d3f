/** `node --import tsx main.ts <folder> …`: who of an app may do something, and by which statement. */
import { Command } from 'commander';
import { buildApp } from './app/build.ts';
import { type Holder, whoCan } from './app/who-can.ts';
import { readAssembly } from './assembly/read.ts';
import { CannotTell } from './cannot-tell.ts';
import { loadReference } from './reference/reference.ts';
import { linesOfHolders } from './render.ts';
import { actionIs, both, resourceIs } from './solver/constraints.ts';
import { ClassSolver } from './solver/solver.ts';

interface Asked {
  readonly action: readonly string[];
  readonly resource: readonly string[];
  readonly but: readonly string[];
  readonly plain: readonly string[];
}

await new Command('iam-proof')
  .description('say who can do something in an app of the CDK (0 nobody, 1 somebody, 2 could not tell)')
  .argument('<folder>', 'what `cdk synth` wrote')
  .requiredOption('--action <patterns...>', 'actions as policies name them')
  .requiredOption('--resource <patterns...>', 'ARNs as policies name them')
  .option('--but <names...>', 'roles and users that may', [])
  .option('--plain <types...>', 'types of custom resources that carry no policy and open no way to data', [])
  .action(async (folder: string, asked: Asked) => {
    const solver = await new ClassSolver(await loadReference());
    try {
      const app = buildApp(readAssembly(folder), asked.plain);
      const where = both(actionIs(...asked.action), resourceIs(...asked.resource));
      answer(await whoCan(app, solver, where, asked.but));
    } catch (error) {
      if (!(error instanceof CannotTell)) throw error;
      console.log(`cannot tell: ${error.message}`);
      process.exitCode = 2;
    }
  })
  .parseAsync();

function answer(holders: readonly Holder[]): void {
  console.log(holders.length === 0 ? 'nobody can' : linesOfHolders(holders).join('\n'));
  const isOpen = holders.some(({ answer: { kind } }) => kind === 'found');
  process.exitCode = holders.length === 0 ? 0 : isOpen ? 1 : 2;
}
