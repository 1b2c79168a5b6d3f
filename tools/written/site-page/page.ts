import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, Feeder } from '../../../lib/config/config.ts';
import { plantSecretName } from '../../../lib/contract/index.ts';
import { ROOT } from '../../project/paths.ts';
import { dictionary } from '../dictionary.ts';
import { ownInsertions } from '../feeders/insertions.ts';
import { fill } from '../insertions.ts';
import { viewSettings } from './view-settings.ts';

type Site = Config['sites'][number];

/** Pages of docs/feeders/ that follow a feeder's own, with the anchors of their headings. */
const PARTS: Readonly<Record<string, string>> = {
  'check.md': 'the-check-from-the-plant',
  'errors.md': 'when-a-feeder-is-refused-or-fails',
};
const FOLLOWING = ['check', 'errors'];

/** Those whose row in a table is for the other kind of feeder, as its cell "Only for" says. */
const NOT_FOR = { 'pi-integrator': '| sender |', sender: '| PI Integrator |' } as const;

/** What the OT engineer of a site needs, with the settings of that site and of no other: Markdown that is read anywhere. */
export function sitePage(config: Config, site: Site): string {
  return site.feeders.map((feeder) => feederPage(config, site, feeder)).join('\n');
}

function feederPage(config: Config, site: Site, feeder: Feeder): string {
  const alone = { ...config, sites: [{ ...site, feeders: [feeder] }] };
  const insertions = { ...dictionary(), ...ownInsertions(alone) };
  const page = (name: string): string => fill(read(name), insertions);
  const [title = '', ...own] = page(feeder.profile).split('\n');
  const views = viewSettings(site, feeder, config);
  const following = [...(views === '' ? [] : [`# The views\n\n${views}`]), ...FOLLOWING.map(page)];
  const text = [
    `${title} of ${site.id} (${config.environment})`,
    feeder.stream === null ? withoutStream(own.join('\n')) : own.join('\n'),
    ...following.map((part) => demoted(forOne(part, feeder))),
  ].join('\n\n');
  return `${named(linkedWithin(withoutMarks(text)), config, site).trim()}\n`;
}

function read(name: string): string {
  return readFileSync(join(ROOT, 'docs', 'feeders', `${name}.md`), 'utf8');
}

function forOne(page: string, { profile }: Feeder): string {
  return page
    .split('\n')
    .filter((line) => !line.includes(NOT_FOR[profile]))
    .join('\n');
}

/** The part on a stream, for a feeder that has none. */
function withoutStream(page: string): string {
  return page.replace(/^## Kinesis target\n[\s\S]*?(?=^## )/m, '');
}

/** Headings of a page that became a part of another. */
function demoted(page: string): string {
  return page.replaceAll(/^#{1,5} /gm, '#$&');
}

function withoutMarks(text: string): string {
  return text.replaceAll(/<!--[\s\S]*?-->\n?/g, '').replaceAll(/\n{3,}/g, '\n\n');
}

/** A page that is carried alone links to its own parts, and to nothing beside it. */
function linkedWithin(text: string): string {
  return text.replaceAll(/\[([^\]]+)\]\((?!https?:)([^)#]*)[^)]*\)/g, (_, words: string, to: string) => {
    const part = PARTS[to];
    return part === undefined ? words : `[${words}](#${part})`;
  });
}

/** Words that stand for any site on the pages, as they are for this one. */
function named(text: string, config: Config, { id }: Site): string {
  const words = {
    site: id,
    environment: config.environment,
    app: config.app,
    account: config.account,
    region: config.region,
    secret: plantSecretName(config, id),
  };
  return Object.entries(words).reduce((rest, [word, own]) => rest.replaceAll(`<${word}>`, own), text);
}
