import { Command } from 'commander';
import { VERBS } from './verbs.ts';

// `airlock … | head` closes the pipe early, which is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const words = process.argv.slice(2);
const asked = words[0] === 'help' ? words[1] : words[0];
const program = new Command('airlock').description('Tools beside the Airlock stacks').showHelpAfterError();
try {
  for (const [verb, { about, load }] of Object.entries(VERBS)) {
    program.addCommand((verb === asked ? await load() : new Command(verb)).description(about));
  }
  await program.parseAsync();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
