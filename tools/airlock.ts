import { Command } from 'commander';
import { benchCommand } from './bench/command.ts';
import { corpusCommand } from './corpus/command.ts';
import { costCommand } from './cost/command.ts';
import { doctorCommand } from './doctor/command.ts';
import { keyCommand } from './operate/key.ts';
import { localCommand } from './operate/local.ts';
import { cleanCommand, plantCommand } from './own/command.ts';
import { senderCommand } from './own/wheelhouse/command.ts';

import { lockCommand } from './project/lock.ts';
import { proofCommand } from './proof/command.ts';
import { explainCommand, replayCommand } from './repair/command.ts';
import { triedCommand } from './trial/command.ts';
import { plantCheckCommand } from './trial/plant-check/command.ts';
import { pagesCommand } from './written/command.ts';
import { schemasCommand } from './written/schemas/command.ts';

// `airlock … | head` closes the pipe early, which is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('airlock').description('Tools beside the Airlock stacks').showHelpAfterError();
program
  .addCommand(benchCommand())
  .addCommand(cleanCommand())
  .addCommand(corpusCommand())
  .addCommand(costCommand())
  .addCommand(doctorCommand())
  .addCommand(explainCommand())
  .addCommand(keyCommand())
  .addCommand(localCommand())
  .addCommand(lockCommand())
  .addCommand(plantCommand())
  .addCommand(plantCheckCommand())
  .addCommand(pagesCommand())
  .addCommand(proofCommand())
  .addCommand(replayCommand())
  .addCommand(schemasCommand())
  .addCommand(senderCommand())
  .addCommand(triedCommand());
try {
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
