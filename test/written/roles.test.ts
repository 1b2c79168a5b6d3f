import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { ROOT } from '../../tools/project/paths.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const namesIn = (folder: string): string[] => readdirSync(join(ROOT, folder));

test('whoever is rung finds a page for each alarm', () => {
  const operator = read('docs/roles/operator.md');
  const missing = namesIn('docs/runbooks').filter((page) => !operator.includes(`(../runbooks/${page})`));
  // Read by who deploys: no alarm rings.
  expect(missing).toEqual(['deployment-failed.md']);
});

test('whoever is rung finds every alarm that prod has, by its name', () => {
  const sites = loadConfig('prod').sites.map(({ id }) => `-${id}`);
  const golden = namesIn('test/golden').filter((file) => file.endsWith('.yaml'));
  const alarms = golden.flatMap((file) =>
    [...read(`test/golden/${file}`).matchAll(/AlarmName: airlock-prod-(\S+)/g)].map(([, name = '']) =>
      sites.reduce((short, site) => short.replace(site, ''), name),
    ),
  );
  const operator = read('docs/roles/operator.md');
  expect(new Set(alarms).size).toBeGreaterThan(15);
  expect([...new Set(alarms)].filter((name) => !operator.includes(`\`${name}\``))).toEqual([]);
});

test('the README leads to the page of every role', () => {
  const readme = read('README.md');
  expect(namesIn('docs/roles').filter((page) => !readme.includes(`(docs/roles/${page})`))).toEqual([]);
});

test('the data scientist’s page names every example', () => {
  const page = read('docs/roles/data-scientist.md');
  expect(
    namesIn('examples').filter(
      (file) => file !== 'README.md' && !page.includes(`examples/${file} `) && !page.includes(`examples/${file}\``),
    ),
  ).toEqual([]);
});

test('the data scientist’s page explains every column that stands beside a value', () => {
  const gold: { columns: object } = JSON.parse(read('contract/tables/gold.json'));
  const beside = Object.keys(gold.columns)
    .map((name) => /__\w+/.exec(name)?.[0])
    .filter((name) => name !== undefined);
  expect(beside.length).toBe(5);
  expect(beside.filter((name) => !read('docs/roles/data-scientist.md').includes(`<column>${name}`))).toEqual([]);
});
