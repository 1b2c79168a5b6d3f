import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { makeWheelhouse, PLATFORM_NAMES, PYTHONS, type Target } from './wheelhouse.ts';

/** `airlock sender wheelhouse`: what the sender is installed from on a machine without internet. */
export function senderCommand(): Command {
  const sender = new Command('sender');
  sender
    .command('wheelhouse')
    .description('gather the sender and all that it needs into a folder, for a machine without internet')
    .addOption(new Option('--platform <tag>', 'of that machine').choices(PLATFORM_NAMES).default('win_amd64'))
    .addOption(new Option('--python <version>', "of that machine's Python").choices(PYTHONS).default('3.11'))
    .requiredOption('--out <folder>', 'a new folder', (folder) => resolve(folder))
    .action(async ({ out, ...target }: Target & { readonly out: string }) => {
      await makeWheelhouse(target, out);
      console.log(`made ${out} for Python ${target.python} on ${target.platform}; there: python install.py`);
    });
  return sender;
}
