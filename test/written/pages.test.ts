import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { parseLandingKey } from '../../lib/contract/index.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { isOutdated } from '../../tools/written/command.ts';
import type { Page } from '../../tools/written/markdown.ts';
import { pages } from '../../tools/written/pages.ts';
import { viewFolder } from '../../tools/written/settings/places.ts';
import { synthesize, templateOf } from '../support/stacks.ts';

const all = await pages();
const pageAt = (path: string): string => all.find((page) => page.path === path)?.text ?? '';
const feeders = [pageAt('docs/feeders/pi-integrator.md'), pageAt('docs/feeders/sender.md')];
const sender = pageAt('docs/feeders/sender.md');

// After a change of a policy: npm run airlock -- pages
test.each(all)('$path is as the code says', ({ path, text }) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(text);
});

test('a page that was changed by hand, and one that is missing, are out of date', () => {
  const text = readFileSync(join(ROOT, 'LICENSE'), 'utf8');
  expect(isOutdated({ path: 'LICENSE', text })).toBe(false);
  expect(isOutdated({ path: 'LICENSE', text: `${text}more` })).toBe(true);
  expect(isOutdated({ path: 'docs/feeders/none.md', text })).toBe(true);
});

test.each(all)('every link of $path leads to a file', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(path))).toEqual([]);
  expect(linksOf(page).length).toBeGreaterThan(0);
});

test('no cell of a table breaks out of it', () => {
  const broken = all.flatMap(({ path, text }) =>
    tablesOf(text)
      .filter(isRagged)
      .map(([header]) => `${path}: ${header}`),
  );
  expect(broken).toEqual([]);
});

test('the folders of the views are keys that the intake takes', () => {
  const config = loadConfig('prod');
  for (const { id, feeders: fed } of config.sites) {
    for (const feeder of fed) {
      for (const { name } of feeder.views) {
        const folder = viewFolder(id, feeder, name);
        expect(parseLandingKey(`${folder}file.csv`)).toEqual({ site: id, feeder: feeder.profile, view: name });
        expect(feeders.join()).toContain(`\`${folder}\``);
      }
    }
  }
});

test('what a page tells to type in is what prod deploys', async () => {
  const template = templateOf(await synthesize(loadConfig('prod')), 'ingestion');
  const names = [
    ...Object.values(template.findResources('AWS::SecretsManager::Secret')).map(({ Properties }) => Properties.Name),
    ...Object.values(template.findResources('AWS::Kinesis::Stream')).map(({ Properties }) => Properties.Name),
    ...Object.values(template.findResources('AWS::IAM::Role'))
      .filter(({ Properties }) => String(Properties.Path).endsWith('/plant/'))
      .map(({ Properties }) => `${Properties.Path.slice(1)}${Properties.RoleName}`),
  ];
  expect(names).toHaveLength(3);
  for (const name of names) expect(feeders.join()).toContain(name);
});

test('the outputs that a sender is set up with are outputs of the stack', async () => {
  const outputs = Object.keys(templateOf(await synthesize(loadConfig('prod')), 'ingestion').findOutputs('*'));
  const told = [...sender.matchAll(/output `([A-Za-z]+)…`/g)].map(([, name = '']) => name);
  expect(told).toHaveLength(2);
  expect(told.filter((name) => !outputs.some((output) => output.startsWith(name)))).toEqual([]);
});

function linksOf({ path, text }: Page): string[] {
  return [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => join(ROOT, dirname(path), target));
}

function tablesOf(text: string): string[][] {
  return text
    .split('\n\n')
    .map((part) => part.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 0);
}

function isRagged(lines: readonly string[]): boolean {
  const cells = lines.map((line) => line.replaceAll('\\|', '').split('|').length);
  const backticks = lines.map((line) => line.split('`').length % 2);
  return new Set(cells).size > 1 || backticks.includes(0);
}
