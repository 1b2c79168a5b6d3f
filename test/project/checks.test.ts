import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atLeast, examine, type Finding, isBetween } from '../../tools/project/checks.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { attempt } from '../../tools/project/run.ts';

/** What `airlock doctor` finds on a machine whose `python3` is this script. */
async function withPython(script: string, name: string): Promise<Finding | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  try {
    writeFileSync(join(folder, 'python3'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'python3'), 0o755);
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, NODE_OPTIONS: '' };
    const doctor = ['--import', 'tsx', 'tools/airlock.ts', 'doctor', '--json'];
    const { stdout } = await attempt(process.execPath, doctor, { env });
    const findings: Finding[] = JSON.parse(stdout);
    return findings.find((each) => each.name === name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a Python that the locks have no wheels for is refused', async () => {
  expect(await withPython('echo Python 3.15.0', 'Python')).toMatchObject({ ok: false, wanted: '3.11 to 3.14' });
  expect(await withPython('echo Python 3.14.2', 'Python')).toMatchObject({ ok: true });
});

test('a Python without venv is refused, with the package that has it', async () => {
  const found = await withPython('[ "$1" = --version ] && echo Python 3.11.2 || exit 1', "Python's venv");
  expect(found).toMatchObject({ ok: false, fix: 'apt-get install python3-venv' });
});

test('a folder that cannot be written is refused', async () => {
  const found = (await examine('/proc')).find(({ name }) => name === 'Right to write');
  expect(found).toMatchObject({ ok: false });
});

test('this machine is found to be healthy', async () => {
  expect((await examine(ROOT)).filter(({ ok }) => !ok)).toEqual([]);
});

test.each([
  ['3.10.14', false],
  ['3.11.0', true],
  ['3.14.9', true],
  ['3.15.0', false],
])('Python %s lies between 3.11 and 3.14: %s', (got, expected) => {
  expect(isBetween(got, '3.11', '3.14')).toBe(expected);
});

test.each([
  ['20.19.0', '20.19', true],
  ['20.18.9', '20.19', false],
  ['24.0.0', '20.19', true],
  ['17.0.15', '17', true],
  ['11.0.2', '17', false],
  ['3.9.18', '3.11', false],
  ['3.11', '3.11', true],
])('%s is at least %s: %s', (got, wanted, expected) => {
  expect(atLeast(got, wanted)).toBe(expected);
});
