import { resolve } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { installMissing } from '../project/install.ts';
import { ROOT } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { attemptModule } from '../project/run.ts';
import { wholeNumber } from '../project/whole-number.ts';

const CASES = ['clean', 'gold', 'small', 'late', 'tiny', 'send', 'all'];

interface Options {
  readonly rows: string;
  readonly seed: number;
  readonly cache: string;
  readonly product: string;
  readonly spark?: true;
  readonly json?: string;
}

/** `airlock bench`: what jobs and sender cost, as ratios to plain programs and to themselves, all measured in one run. */
export function benchCommand(): Command {
  const path = (given: string): string => resolve(given);
  return new Command('bench')
    .addArgument(new Argument('<case>', 'what to measure').choices(CASES))
    .option('--rows <number>', 'long rows, such as 500k, 5M, 80M', rowCount, '5M')
    .option('--seed <number>', 'seed of the rows', wholeNumber, 7)
    .option('--cache <folder>', 'where sets of data are kept', path, resolve(ROOT, '.local', 'bench'))
    .option('--product <folder>', 'checkout whose jobs are measured', path, ROOT)
    .option('--spark', 'also with Spark as carrier of 2 and of 4 tasks')
    .option('--json <file>', 'write all figures to a file', path)
    .action(bench);
}

async function bench(measured: string, options: Options): Promise<void> {
  const { rows, seed, cache, product, spark, json } = options;
  await installMissing((['bench', 'jobs', 'plant'] as const).map(pythonInstallation));
  const places = ['--cache', cache, '--product', product, ...(json === undefined ? [] : ['--json', json])];
  const args = [measured, '--rows', rows, '--seed', String(seed), ...places, ...(spark ? ['--spark'] : [])];
  const { status, stderr } = await attemptModule('bench', 'bench', args, { onLine: (line) => console.log(line) });
  if (stderr !== '') console.error(stderr);
  process.exitCode = status;
}

function rowCount(text: string): string {
  if (!/^[1-9]\d*[kM]?$/.test(text)) throw new InvalidArgumentError('wanted a count such as 500k or 5M.');
  return text;
}
