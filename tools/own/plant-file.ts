import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { checkColumns } from '../../lib/config/columns.ts';
import { CONFIG_FOLDER, parseAs, readJson } from '../../lib/config/load-config.ts';
import { type Plant, plantSchema } from '../../lib/config/plant.ts';
import { checkStates } from '../../lib/config/states.ts';

/** Folder of own plants' files, beside the environments' of the deployment. */
const PLANTS_FOLDER = join(CONFIG_FOLDER, 'plants');
const SCHEMA = 'schema.json';

/** Where the plant of a name is written, unless somebody says where. */
export function fileOf(plant: string): string {
  return join(PLANTS_FOLDER, `${plant}.json`);
}

/**
 * The plant's file that is given, else the only one that there is.
 *
 * @throws Error that says how to make or to choose one.
 */
export function chosenFile(given: string | undefined, folder: string = PLANTS_FOLDER): string {
  if (given !== undefined) return given;
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const [only, ...others] = files.filter((file) => file.endsWith('.json') && file !== SCHEMA);
  if (only === undefined) {
    throw new Error('there is no plant of yours yet: npm run airlock -- plant init <name>');
  }
  if (others.length > 0)
    throw new Error(`--config: wanted one of ${[only, ...others].map((each) => join(folder, each)).join(', ')}`);
  return join(folder, only);
}

/** @throws Error naming file, key path, what was got and what was wanted; in a list of columns its line. */
export function readPlant(file: string): Plant {
  const plant = parseAs(plantSchema, readJson(file), file);
  checkColumns(plant, dirname(file), file);
  checkStates(plant, dirname(file), file);
  return plant;
}

/** What stands in `$schema` of a plant's file, so that an editor completes it. */
export function schemaOf(file: string): string {
  const path = relative(dirname(file), join(PLANTS_FOLDER, SCHEMA));
  return path.startsWith('.') ? path : `./${path}`;
}

/** Writes a file whole or not at all: whoever stops it finds the old one. */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.draft`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}

export function plantText(plant: Plant): string {
  return `${JSON.stringify(plant, null, 2)}\n`;
}
