import { Command } from 'commander';
import { configSchemaCommand } from './config-schema/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { localCommand } from './local/command.ts';

const program = new Command('airlock').description('Tools beside the Airlock stacks').showHelpAfterError();
program.addCommand(doctorCommand()).addCommand(localCommand()).addCommand(configSchemaCommand());
try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
