import { Command, CommanderError } from 'commander';
import { VERBS } from './verbs.ts';

/** Runs `airlock` with these words. What it found is its exit code; what was typed wrongly, or failed, is told in a sentence and ends with 2. */
export async function runVerb(words: readonly string[]): Promise<void> {
  const asked = words[0] === 'help' ? words[1] : words[0];
  const program = new Command('airlock')
    .description('Tools beside the Airlock stacks')
    .showHelpAfterError('To see all commands: npm run airlock -- --help');
  await telling(async () => {
    for (const [verb, { about, load }] of Object.entries(VERBS)) {
      program.addCommand((verb === asked ? await load() : new Command(verb)).description(about));
    }
    await throwing(program).parseAsync(words, { from: 'user' });
  });
}

/** Does it, and tells in a sentence why it could not be done. 1 is what a command has found, and no fault of its words. */
async function telling(act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    // Its own words are told already; help is such an end too, and no fault.
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 2;
    }
  }
}

/** A command that does not end the process by itself. */
function throwing(command: Command): Command {
  command.exitOverride();
  for (const each of command.commands) throwing(each);
  return command;
}
