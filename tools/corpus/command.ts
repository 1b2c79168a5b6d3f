import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { installMissing } from '../project/install.ts';
import { jdkHome } from '../project/jdk.ts';
import { python, ROOT } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { wholeNumber } from '../project/whole-number.ts';

interface CheckOptions {
  readonly carrier?: string;
  readonly json?: true;
  readonly only?: readonly string[];
  readonly results?: string;
}

/** `airlock corpus make|check`: nasty plant data with the right answer of each cell. */
export function corpusCommand(): Command {
  const corpus = new Command('corpus');
  corpus
    .command('make')
    .description('write a corpus into a folder')
    .argument('<folder>')
    .option('--seed <number>', 'of the cases that are made up', wholeNumber, 1)
    .action((folder: string, { seed }: { seed: number }) => run(['make', resolve(folder), '--seed', String(seed)]));
  corpus
    .command('check')
    .description('compare what a cleaning tool makes of a corpus (0 all right, 1 some are not, 2 could not tell)')
    .argument('<folder>', 'what `airlock corpus make` wrote')
    .option('--results <folder>', "another tool's results; without it this product is run", (folder) => resolve(folder))
    .addOption(new Option('--carrier <name>', "who does the product's tasks").choices(['here', 'apart', 'spark']))
    .option('--only <part...>', "parts of a group's or a case's name")
    .option('--json', 'print groups, cases and differences for a program')
    .action(async (folder: string, options: CheckOptions) => {
      if (!existsSync(folder))
        throw new Error(`${folder}: no such folder, wanted one of npm run airlock -- corpus make`);
      const onSpark = options.carrier === 'spark';
      if (onSpark) await installMissing([pythonInstallation('spark')]);
      const env = onSpark ? { JAVA_HOME: jdkHome([17, 21]) } : {};
      await run(['check', resolve(folder), ...wordsOf(options)], env);
    });
  return corpus;
}

function wordsOf({ carrier, json, only = [], results }: CheckOptions): string[] {
  return [
    ...(json ? ['--json'] : []),
    ...(carrier === undefined ? [] : ['--carrier', carrier]),
    ...only.flatMap((part) => ['--only', part]),
    ...(results === undefined ? [] : ['--results', results]),
  ];
}

/** Runs the package in this terminal: a check takes minutes and says where it is. */
async function run(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  await installMissing((['jobs', 'report'] as const).map(pythonInstallation));
  const { status } = spawnSync(python('report'), ['-m', 'corpus', ...words], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  process.exitCode = status ?? 2;
}
