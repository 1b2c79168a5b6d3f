import { Command } from 'commander';
import { lockRequirements } from './python-environment.ts';

export function lockCommand(): Command {
  return new Command('lock')
    .description('make the locks of the Python environments anew, each from its requirements/<name>.in')
    .action(lockRequirements);
}
