import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isWanted } from '../../tools/project/node-packages.mjs';
import { ROOT } from '../../tools/project/paths.ts';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const dockerfile = read('.devcontainer/Dockerfile');

test('the devcontainer has the Node of .nvmrc, by its version, and one that the locks take', () => {
  const [, node = ''] = /^FROM node:(\d+\.\d+\.\d+)-/m.exec(dockerfile) ?? [];
  expect(node.split('.')[0]).toBe(read('.nvmrc').trim());
  expect(isWanted(node)).toBe(true);
});

test('it has the Python that the locks are made for, with its venv, and installs the locked packages', () => {
  const { postCreateCommand } = JSON.parse(read('.devcontainer/devcontainer.json'));
  expect(read('tools/project/lock.ts')).toContain("'--python-version', '3.11'");
  expect(dockerfile).toContain('python3.11 python3.11-venv');
  expect(postCreateCommand).toBe('npm ci');
});
