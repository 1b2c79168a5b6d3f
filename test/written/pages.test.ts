import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadConfig } from '../../lib/config/load-config.ts';
import { MANIFEST_SUFFIX, parseLandingKey } from '../../lib/contract/index.ts';
import { ROOT } from '../../tools/project/paths.ts';
import { viewFolder } from '../../tools/written/feeders/places.ts';
import { namesOf } from '../../tools/written/insertions.ts';
import { allInsertions, type Page, pagesWith, unused } from '../../tools/written/pages.ts';
import { synthesize, templateOf } from '../support/stacks.ts';
import { tablesOf } from './tables.ts';

const insertions = await allInsertions();
const all = pagesWith(insertions);
const filled = all.filter(({ stands }) => namesOf(stands).length > 0);
const pageAt = (path: string): string => all.find((page) => page.path === path)?.stands ?? '';
const feeders = [pageAt('docs/feeders/pi-integrator.md'), pageAt('docs/feeders/sender.md')];
const sender = pageAt('docs/feeders/sender.md');

// After a change of a policy: npm run airlock -- pages
test.each(filled)('$path is as the code says', ({ stands, filled }) => {
  expect(stands).toBe(filled);
});

test('every insertion is asked for by a page', () => {
  expect(unused(insertions, all)).toEqual([]);
});

test('an insertion that no page asks for is named', () => {
  const page = { path: 'a.md', stands: '<!-- airlock: asked --><!-- /airlock -->', filled: '' };
  expect(unused({ asked: () => '', forgotten: () => '' }, [page])).toEqual(['forgotten']);
});

test.each(all.filter((page) => linksOf(page).length > 0))('every link of $path leads to a file', (page) => {
  expect(linksOf(page).filter((path) => !existsSync(path))).toEqual([]);
});

test('every link into a page leads to a chapter of it', () => {
  const astray = all.flatMap((page) =>
    linksOf(page, /\]\((?!\w+:)([^)#]*#[^)]+)\)/g).filter((target) => {
      const [path = '', chapter = ''] = target.split('#');
      return !anchorsOf(path).includes(chapter);
    }),
  );
  expect(astray).toEqual([]);
});

test('no cell of a table breaks out of it', () => {
  const broken = all.flatMap(({ path, stands }) =>
    tablesOf(stands)
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

test('the example of a put has a key that the intake takes', () => {
  const [, key = ''] = /Key='([^']+)'/.exec(sender) ?? [];
  const named = key.replace('<site>', 'a-site').replace('<view>', 'a_view').replace('<name>', 'a-file');
  expect(parseLandingKey(named)).toEqual({ site: 'a-site', feeder: 'sender', view: 'a_view' });
});

test('a sender is told the name of a manifest as the intake knows it', () => {
  expect(sender).toContain(`\`<name>.parquet${MANIFEST_SUFFIX}\``);
});

/** Files of the project that a page links to. */
function linksOf({ path, stands }: Page, link = /\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)/g): string[] {
  return [...stands.matchAll(link)].map(([, target = '']) => join(ROOT, dirname(path), target));
}

/** Names by which the chapters of a page are linked to. */
function anchorsOf(path: string): string[] {
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.map((each) =>
    each
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );
}

function isRagged(lines: readonly string[]): boolean {
  const cells = lines.map((line) => line.replaceAll('\\|', '').split('|').length);
  const backticks = lines.map((line) => line.split('`').length % 2);
  return new Set(cells).size > 1 || backticks.includes(0);
}
