import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { GLUE_PYTHONS } from '../../lib/transformation/jobs/wheels.ts';
import { lock, REQUIREMENTS } from './paths.ts';
import { clearCache, uv } from './uv.ts';

export function lockCommand(): Command {
  return new Command('lock').action(lockRequirements);
}

/** Makes every lock anew from its `requirements/<name>.in`: what is pinned there moves, and what only follows from it stays where it can. */
async function lockRequirements(): Promise<void> {
  for (const file of readdirSync(REQUIREMENTS).filter((each) => each.endsWith('.in'))) {
    for (const { name, machines } of locksOf(file.replace(/\.in$/, ''))) {
      const form = [...machines, '--generate-hashes', '--no-annotate'];
      const header = ['--custom-compile-command', 'npm run airlock -- lock'];
      await uv(['pip', 'compile', ...form, ...header, join('requirements', file), '--output-file', lock(name)]);
    }
  }
  clearCache();
}

/** The Python of upstream's notebook image. */
const IMAGE_PYTHON = '3.12';

/** An environment here has one lock, for any system; what goes into the image has one for that alone, and what goes to Glue one for each Python that Glue runs. */
function locksOf(name: string): { readonly name: string; readonly machines: readonly string[] }[] {
  if (name === 'image')
    return [{ name, machines: ['--python-version', IMAGE_PYTHON, '--python-platform', 'x86_64-manylinux_2_28'] }];
  if (name !== 'glue') return [{ name, machines: ['--universal', '--python-version', '3.11'] }];
  const platform = ['--python-platform', 'x86_64-manylinux_2_28', '--only-binary', ':all:'];
  return Object.values(GLUE_PYTHONS).map((version) => ({
    name: `glue-${version}`,
    machines: ['--python-version', version, ...platform],
  }));
}
