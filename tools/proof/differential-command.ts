import { Command, InvalidArgumentError } from 'commander';
import {
  type DifferentialOutcome,
  linesOfDifferential,
  runDifferential,
  startPeers,
} from '../../packages/iam-proof/index.ts';
import { installMissing } from '../project/install.ts';
import { python } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';

interface Options {
  readonly pairs: number;
  readonly seed: number;
  readonly json?: true;
}

const EXIT_CODES: Readonly<Record<DifferentialOutcome['verdict'], number>> = { agree: 0, differ: 1, undecided: 2 };

/** `airlock proof differential`: our evaluator of policies against those of moto and MiniStack. */
export function differentialCommand(): Command {
  return new Command('differential')
    .description(
      'compare our evaluator of policies with independent ones (0 no difference but explained ones, 1 others, 2 could not tell)',
    )
    .option('--pairs <number>', 'pairs of a request and its policies to draw', wholeNumber, 20_000)
    .option('--seed <number>', 'the same seed draws the same pairs', wholeNumber, 1)
    .option('--json', 'print the outcome for a program')
    .action(async (_: Options, command: Command) => {
      // `airlock proof` has an option of this name too, and takes it wherever it stands.
      const { json, ...wanted } = command.optsWithGlobals<Options>();
      // The peers are nobody else's need, so they are installed when first asked for.
      await installMissing([pythonInstallation('proof')]);
      const peers = startPeers(python('proof'));
      try {
        const outcome = await runDifferential(wanted, peers);
        console.log(json ? JSON.stringify(outcome) : linesOfDifferential(outcome).join('\n'));
        process.exitCode = EXIT_CODES[outcome.verdict];
      } finally {
        peers.close();
      }
    });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`got ${text}, wanted a whole number`);
  return Number(text);
}
