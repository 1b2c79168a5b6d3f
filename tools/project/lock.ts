import { Command } from 'commander';
import { lockRequirements } from './python-environment.ts';

export function lockCommand(): Command {
  return new Command('lock').action(lockRequirements);
}
