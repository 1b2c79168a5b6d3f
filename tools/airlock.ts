import { runVerb } from './run-verb.ts';

// `airlock … | head` closes the pipe early, which is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

await runVerb(process.argv.slice(2));
