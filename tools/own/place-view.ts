import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Profile } from '../../lib/config/config.ts';
import { parseAs } from '../../lib/config/load-config.ts';
import { type Plant, plantSchema } from '../../lib/config/plant.ts';
import type { Guess } from './guess.ts';

export interface Place {
  readonly site?: string;
  readonly feeder?: Profile;
  readonly name?: string;
  /** Pattern of file names. */
  readonly files?: string;
}

/** A plant with one view more, and the file that lists the view's columns or the site's tags. */
export interface Placed {
  readonly plant: Plant;
  readonly list: { readonly path: string; readonly text: string };
  readonly key: { readonly site: string; readonly feeder: Profile; readonly view: string };
}

/**
 * Adds the view that was guessed of `file` to `plant`, which stands in `config`.
 *
 * @throws Error where the plant has such a view, or would not be one that the configuration allows.
 */
export function placeView(plant: Plant, config: string, file: string, guess: Guess, place: Place): Placed {
  const isLong = guess.options.kind === 'long-parquet';
  const site = place.site ?? plant.sites[0]?.id ?? plant.plant;
  const feeder = place.feeder ?? (isLong ? 'sender' : 'pi-integrator');
  if (isLong && feeder !== 'sender')
    throw new Error(`--feeder: got "${feeder}", wanted sender, which sends readings a row each`);
  const name = place.name ?? nameOf(file);
  const match = place.files ?? patternOf(file);
  checkNew(plant, { site, feeder, view: name }, match);
  const path = isLong ? `${plant.plant}/${site}-tags.csv` : `${plant.plant}/${site}-${name}.csv`;
  const { gridSeconds, ...options } = guess.options;
  const { staleAfterSeconds, ...long } = options;
  const view = isLong ? { name, ...long } : { name, ...options, columns: path };
  const content = {
    ...plant,
    sites: withView(plant.sites, site, feeder, isLong ? [view, { name: '_tags', kind: 'tag-snapshot' }] : [view]),
    datasets: [...plant.datasets, { name: datasetOf(site, name), site, view: name, gridSeconds }],
    files: [...plant.files, { match, site, feeder, view: name }],
    tags: isLong && plant.tags.every((each) => each.site !== site) ? [...plant.tags, { site, list: path }] : plant.tags,
  };
  const listed = isLong
    ? guess.columns.map((tag) => ({ ...tag, stale_after_s: staleAfterSeconds ?? null }))
    : guess.columns;
  return {
    plant: parseAs(plantSchema, content, config),
    list: {
      path: join(dirname(config), path),
      text: isLong ? withTags(join(dirname(config), path), csvOf(listed)) : csvOf(listed),
    },
    key: { site, feeder, view: name },
  };
}

/** The lines of a site's tags that somebody may have changed, and those of tags that it lacks. */
function withTags(path: string, text: string): string {
  if (!existsSync(path)) return text;
  const old = readFileSync(path, 'utf8');
  const tagOf = (line: readonly string[]): string => line.slice(0, 2).join('|').toLowerCase();
  const has = new Set(rowsOf(old).map(tagOf));
  const lines = rowsOf(text).filter((line) => !has.has(tagOf(line)));
  return `${old}${lines.map((line) => `${line.map(cell).join(',')}\n`).join('')}`;
}

function rowsOf(text: string): string[][] {
  return parse(text, { bom: true, skip_empty_lines: true });
}

function checkNew(plant: Plant, key: Placed['key'], match: string): void {
  const same = plant.files.find((each) => each.match === match);
  if (same !== undefined) {
    throw new Error(
      `files such as ${match} are of the view ${same.view} already; say --files <pattern> for another kind of file`,
    );
  }
  const views = plant.sites
    .filter(({ id }) => id === key.site)
    .flatMap(({ feeders }) => feeders.flatMap(({ views }) => views));
  if (views.some(({ name }) => name === key.view)) {
    throw new Error(`site ${key.site} has a view ${key.view} already; say --name <another>`);
  }
}

type Sites = Plant['sites'];

/** Content for the schema to judge: sites with `views` added where they belong. */
function withView(sites: Sites, id: string, profile: string, views: readonly object[]): object[] {
  if (!sites.some((site) => site.id === id)) return [...sites, { id, feeders: [newFeeder(id, profile, views)] }];
  return sites.map((site) => {
    if (site.id !== id) return site;
    const has = site.feeders.some((feeder) => feeder.profile === profile);
    const feeders = site.feeders.map((feeder) =>
      feeder.profile === profile ? { ...feeder, views: merged(feeder.views, views) } : feeder,
    );
    return { ...site, feeders: has ? feeders : [...feeders, newFeeder(id, profile, views)] };
  });
}

function merged(old: readonly { readonly name: string }[], added: readonly object[]): object[] {
  return [...old, ...added.filter((each) => !('name' in each && old.some(({ name }) => name === each.name)))];
}

function newFeeder(site: string, profile: string, views: readonly object[]): object {
  const own = profile === 'sender' ? { certificate: { commonName: `${site}-sender` } } : { allow: [] };
  return { profile, ...own, stream: null, network: null, views };
}

/** Of a file's name what is no number, in the letters of a view's name. */
export function nameOf(file: string): string {
  const plain = basename(file, extname(file))
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();
  const name = plain.replace(/[^a-z]+/g, '-').replace(/^-+|-+$/g, '');
  return name === '' ? 'view' : name;
}

/** Files whose names differ in their numbers only. */
export function patternOf(file: string): string {
  return basename(file)
    .replace(/[[?*]/g, (sign) => `[${sign}]`)
    .replace(/\d+([-_ .T]?\d+)*/g, '*');
}

function datasetOf(site: string, view: string): string {
  return `${site}_${view}`.replaceAll('-', '_').replace(/^[^a-z]+/, '');
}

function csvOf(rows: Guess['columns']): string {
  const names = Object.keys(rows[0] ?? {});
  return [names, ...rows.map((row) => names.map((name) => cell(row[name])))]
    .map((row) => `${row.join(',')}\n`)
    .join('');
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
