import { existsSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { didYouMean } from '../../../lib/config/did-you-mean.ts';
import { configOf } from '../../project/configuration.ts';
import { sitePage } from './page.ts';

interface Options {
  readonly site: string;
  readonly env: string;
  readonly out?: string;
}

/** `airlock page`: the page of settings for the OT engineer of one site. */
export function pageCommand(): Command {
  return new Command('page')
    .requiredOption('--site <id>', 'of the configuration')
    .requiredOption('--env <environment>', 'its name: config/<environment>.json')
    .option('--out <file>', 'where to write it; printed without it', (file) => resolve(file))
    .action(async ({ site: id, env, out }: Options) => {
      const config = await configOf(env);
      const ids = config.sites.map((site) => site.id);
      const site = config.sites.find((each) => each.id === id);
      if (site === undefined)
        throw new Error(`--site: got "${id}", wanted one of ${ids.join(', ')}${didYouMean(id, ids)}`);
      const page = sitePage(config, site);
      if (out === undefined) process.stdout.write(page);
      else writeInto(out, page);
    });
}

function writeInto(file: string, text: string): void {
  if (!existsSync(dirname(file))) throw new Error(`--out: got ${file}, wanted a file in a folder that is there`);
  writeFileSync(file, text);
}
