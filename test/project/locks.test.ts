import { readdirSync, readFileSync } from 'node:fs';
import { subset } from 'semver';
import { isWanted, WANTED_NODE } from '../../tools/project/node-packages.mjs';

interface Locked {
  readonly engines?: { readonly node?: string };
}

const { packages }: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('every Node that package.json takes is one that all locked packages run on', () => {
  const refused = Object.entries(packages).filter(([, { engines }]) => !subset(WANTED_NODE, engines?.node ?? '*'));

  expect(refused.map(([path, { engines }]) => `${path} wants ${engines?.node}`)).toEqual([]);
});

test.each([
  ['18.20.8', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.7.3', false],
  ['22.12.0', false],
  ['22.13.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s is one of them: %s', (version, wanted) => {
  expect(isWanted(version, '^20.19 || ^22.13 || >=24')).toBe(wanted);
});

test('the Node of .nvmrc is one of them', () => {
  expect(isWanted(`${readFileSync('.nvmrc', 'utf8').trim()}.0.0`)).toBe(true);
});

const LOCKS = readdirSync('requirements').filter((name) => name.endsWith('.txt') && name !== 'constraints.txt');

test.each(LOCKS)('requirements/%s says the command that makes it', (name) => {
  expect(readFileSync(`requirements/${name}`, 'utf8')).toMatch(/^# This file .*\n# {4}npm run airlock -- lock\n/);
});

const pinsOf = (name: string): [string, string][] =>
  [...readFileSync(`requirements/${name}.txt`, 'utf8').matchAll(/^([a-z][\w.-]*)==(\S+)/gm)].map(
    ([, name = '', version = '']) => [name, version],
  );

/** More than a megabyte or two. */
const HEAVY = ['aiohttp', 'botocore', 'cryptography', 'deltalake', 'duckdb', 'numpy', 'pandas', 'pyarrow'];

test.each(HEAVY)('the environments of the demo have one version of %s, so that the disk holds it once', (name) => {
  const versions = ['jobs', 'local', 'notebook', 'plant', 'report'].map((each) =>
    pinsOf(each)
      .filter(([pinned]) => pinned === name)
      .map(([, version]) => version)
      .join(' or '),
  );

  expect(new Set(versions.filter((version) => version !== '')).size).toBe(1);
});

test.each(['jobs', 'local', 'notebook', 'plant', 'report'])(
  '%s has no Polars, a peer of the benchmark alone',
  (name) => {
    expect(pinsOf(name).map(([pinned]) => pinned)).not.toContain('polars');
  },
);
