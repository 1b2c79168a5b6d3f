import { dirname, join } from 'node:path';
import { installations, installMissing } from './install.ts';
import { type PythonEnvironment, python, ROOT } from './paths.ts';
import { pythonInstallation } from './python-environment.ts';
import { attempt } from './run.ts';

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const TYPESCRIPT_CODE = ['bin', 'contract', 'lib', 'lambda', 'packages', 'tools', 'test'];
const PYTHON_CODE = ['contract', 'extraction', 'glue-scripts', 'packages', 'tools', 'test'];
const lint = (...args: string[]): [string, ...string[]] => [python('lint'), '-m', ...args];

/** Types are checked against the packages of the environment that runs the code. */
const mypy = (environment: PythonEnvironment, ...args: string[]): [string, ...string[]] =>
  lint('mypy', '--python-executable', python(environment), ...args);

/** Everything that is checked without running the code, both languages. */
const CHECKS: readonly (readonly [string, string, ...string[]])[] = [
  ['format and lint (Biome)', bin('biome'), 'ci', '--error-on-warnings', '--colors=off', '.'],
  ['types (TypeScript)', bin('tsc')],
  ['unused code (knip)', bin('knip'), '--no-progress'],
  ['layers (dependency-cruiser)', bin('depcruise'), ...TYPESCRIPT_CODE],
  ['lint (ruff)', ...lint('ruff', 'check', ...PYTHON_CODE)],
  ['format (ruff)', ...lint('ruff', 'format', '--check', ...PYTHON_CODE)],
  ['layers (import-linter)', join(dirname(python('lint')), 'lint-imports')],
  ['unused code (vulture)', ...lint('vulture')],
  ['workflows (zizmor)', join(dirname(python('lint')), 'zizmor'), '--offline', '--quiet', '.github'],
  ['types of the jobs (mypy)', ...mypy('jobs', 'glue-scripts')],
  ['types of the local cloud (mypy)', ...mypy('local', 'packages/local-cloud/standin')],
  ['types of its conformance check (mypy)', ...mypy('local', 'packages/local-cloud/conformance')],
  ['types of the plant check (mypy)', ...mypy('local', '--python-version', '3.10', 'extraction/plant_check.py')],
  ['types of the sender (mypy)', ...mypy('plant', 'extraction')],
  ['types of the plant (mypy)', ...mypy('plant', 'tools/plant')],
  [
    'types of what is tried, and read back (mypy)',
    ...mypy('local', 'tools/trial/tried', 'tools/demo/own_kinds', 'extraction/plant_check.py'),
  ],
  ['types of the contract (mypy)', ...mypy('jobs', 'contract')],
  ['types of the benchmark (mypy)', ...mypy('bench', 'tools/bench')],
  ['types of own files (mypy)', ...mypy('jobs', 'tools/own', 'tools/look', 'tools/landed', 'glue-scripts')],
  ['types of the report and the corpus (mypy)', ...mypy('report', 'tools/report/replica_figures', 'tools/corpus')],
];

await installMissing([...installations(), ...(['bench', 'lint'] as const).map(pythonInstallation)]);
for (const [title, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = await attempt(command, args, { env: { ...process.env, NO_COLOR: '1' } });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${title}`);
  if (status !== 0) {
    console.log(`${stdout}\n${stderr}`);
    process.exitCode = 1;
  }
}
