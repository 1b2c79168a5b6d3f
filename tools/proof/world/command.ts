import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { assemblies } from '../doubt/stacks/configurations.ts';
import { placesIn } from '../doubt/templates-of.ts';
import type { Places } from '../promise/places.ts';
import { renderLines } from './render.ts';
import { togetherOf } from './together-of.ts';
import { worldOf } from './world-of.ts';

/** By its name in promise/, each list that is made of what the shipped configurations say. */
export const WRITTEN: Readonly<Record<string, (all: readonly Places[]) => Readonly<Record<string, unknown>>>> = {
  'together.json': togetherOf,
  'world.json': worldOf,
};

/** `airlock proof world`: what the shipped configurations say, to be reviewed as a golden file is. */
export function worldCommand(): Command {
  return new Command('world')
    .description(
      'write what the shipped configurations say, place by place, and what they hold, to world.json and together.json of tools/proof/promise',
    )
    .action(() => {
      const all = assemblies().map(placesIn);
      const folder = join(import.meta.dirname, '..', 'promise');
      for (const [name, listOf] of Object.entries(WRITTEN)) writeFileSync(join(folder, name), renderLines(listOf(all)));
    });
}
