import { join } from 'node:path';
import { installMissing } from './install.ts';
import { python, ROOT } from './paths.ts';
import { attempt } from './run.ts';

const bin = (name: string): string => join(ROOT, 'node_modules', '.bin', name);
const PYTHON_CODE = ['extraction', 'glue-scripts', 'tools', 'test'];

/** Everything that is checked without running the code, both languages. */
const CHECKS: readonly (readonly [string, string, ...string[]])[] = [
  ['format and lint (Biome)', bin('biome'), 'ci', '--error-on-warnings', '.'],
  ['types (TypeScript)', bin('tsc')],
  ['unused code (knip)', bin('knip'), '--no-progress'],
  ['import rule', process.execPath, '--import', 'tsx', join('tools', 'gate', 'imports.ts')],
  ['lint (ruff)', python('jobs'), '-m', 'ruff', 'check', ...PYTHON_CODE],
  ['format (ruff)', python('jobs'), '-m', 'ruff', 'format', '--check', ...PYTHON_CODE],
  ['types of the jobs (mypy)', python('jobs'), '-m', 'mypy', 'glue-scripts'],
  ['types of the local cloud (mypy)', python('jobs'), '-m', 'mypy', 'tools/local'],
  ['types of the plant check (mypy)', python('jobs'), '-m', 'mypy', '--python-version', '3.10', 'extraction'],
  ['types of the plant (mypy)', python('jobs'), '-m', 'mypy', 'tools/plant'],
  ['types of the deployed set (mypy)', python('jobs'), '-m', 'mypy', 'tools/deployed'],
  ['types of what is tried (mypy)', python('jobs'), '-m', 'mypy', 'tools/tried'],
  ['types of the proof (mypy)', python('jobs'), '-m', 'mypy', 'tools/proof'],
  ['types of the report (mypy)', python('jobs'), '-m', 'mypy', '--python-executable', python('report'), 'tools/report'],
];

await installMissing();
for (const [title, command, ...args] of CHECKS) {
  const { status, stdout, stderr } = await attempt(command, args);
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'}  ${title}`);
  if (status !== 0) {
    console.log(`${stdout}\n${stderr}`);
    process.exitCode = 1;
  }
}
