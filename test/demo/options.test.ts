import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { optionsOf } from '../../tools/demo/options.mjs';
import { pastOf } from '../../tools/demo/past.ts';
import { ROOT } from '../../tools/project/paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'airlock-options-'));
const file = join(folder, 'a-file');
writeFileSync(file, '');
afterAll(() => rmSync(folder, { recursive: true }));

const asked = (words: string): ReturnType<typeof optionsOf> => optionsOf(words === '' ? [] : words.split(' '));

test.each([
  ['--seed abc', '--seed: got abc, wanted a whole number'],
  ['--seed', '--seed: got nothing, wanted --seed <number>'],
  ['--out --small', '--out: got --small, wanted --out <folder>'],
  ['--smal', 'got --smal, wanted --seed <number>, --small'],
  ['--small=yes', 'got --small=yes, wanted --small alone'],
  ['seed 8', 'got seed, wanted --seed <number>'],
  [`--state ${file}`, `${file} is a file`],
  [`--out ${file}/below`, `${file} is a file`],
  ['--out /proc/airlock', 'wanted a folder that can be written: /proc cannot'],
  [`--fresh --state ${folder}`, 'wanted an empty folder or one of a local cloud: it holds a-file'],
])('%s is refused', (words, told) => {
  expect(() => asked(words)).toThrow(told);
});

test('each plant has a cloud of its own, by its seed and size', () => {
  const states = ['', '--small', '--seed 8', '--seed 8 --small'].map((words) => asked(words).state);
  expect(new Set(states).size).toBe(4);
  expect(asked('--seed 7').state).toBe(states[0]);
});

test('the cloud of another plant is refused, unless it is emptied', () => {
  const state = join(folder, 'cloud');
  pastOf(state, { seed: 7, small: true }).keep('Deploy', 1);
  expect(() => asked(`--state ${state}`)).toThrow('wanted --seed 7 and --small');
  expect(asked(`--state ${state} --small`)).toMatchObject({ state, seed: 7, small: true, keep: false });
  expect(asked(`--state ${state} --fresh`)).toMatchObject({ fresh: true });
});

// Without the packages: in a folder that has none, Node alone must do
test('words are judged by Node alone', () => {
  const words = ['--no-warnings', join(ROOT, 'tools/project/bootstrap.mjs'), 'demo/main.ts', '--seed', 'abc'];
  const { status, stderr, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8', env: { PATH: '' } });
  expect([status, stdout, stderr]).toEqual([2, '', '--seed: got abc, wanted a whole number of at most nine digits\n']);
});
