import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { installMissing, ofLocalConfig } from './install.ts';
import { JEST } from './jest.ts';
import { ROOT } from './paths.ts';
import { run } from './run.ts';

/** Tests that hold what stands in test/golden/. */
const HOLDING = ['test/golden', 'test/proof/matrix', 'test/control-tower', 'test/cost'];

/** `airlock accept`: takes what the code makes today for right, and names the golden files that it changes. */
export function acceptCommand(): Command {
  return new Command('accept').action(async () => {
    await installMissing(ofLocalConfig());
    const [program, ...words] = JEST;
    const { status } = spawnSync(program, [...words, '--updateSnapshot', ...HOLDING], { cwd: ROOT, stdio: 'inherit' });
    process.exitCode = status === 0 ? 0 : 1;
    const changed = await run('git', ['diff', '--stat', '--', 'test/golden']);
    console.log(
      changed === ''
        ? 'No golden file differs from the last commit.'
        : `Read it, then commit it: git diff test/golden\n${changed.trimEnd()}`,
    );
  });
}
