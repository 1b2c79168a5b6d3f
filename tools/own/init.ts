import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { parseAs } from '../../lib/config/load-config.ts';
import { plantSchema } from '../../lib/config/plant.ts';
import { ROOT } from '../project/paths.ts';
import { fileOf, plantText, schemaOf, writeWhole } from './plant-file.ts';

/** Writes the file of a plant without a view, and says what comes next. */
export function init(plant: string, config: string | undefined): void {
  const file = config ?? fileOf(plant);
  const content = { $schema: schemaOf(file), plant, sites: [], datasets: [], files: [], tags: [] };
  const checked = parseAs(plantSchema, content, `plant init ${plant}`);
  if (existsSync(file))
    throw new Error(`${relative(ROOT, file)}: is there already; add to it: npm run airlock -- plant add-view <file>`);
  writeWhole(file, plantText(checked));
  console.log(
    `Written: ${relative(ROOT, file)}. Nothing in it is to be filled in by hand: give it a file of each kind that you have:`,
  );
  console.log('  npm run airlock -- plant add-view <file>');
  console.log('docs/own-files.md says what stands in it.');
}
