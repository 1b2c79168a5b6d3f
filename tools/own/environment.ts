import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { CONFIG_FOLDER, parseConfig, readJson } from '../../lib/config/load-config.ts';
import type { Plant } from '../../lib/config/plant.ts';
import { installMissing, ofLocalConfig } from '../project/install.ts';
import { ROOT } from '../project/paths.ts';
import { readPlant, writeWhole } from './plant-file.ts';

/**
 * Writes `config/<environment>.json`, by which the plant of a file is deployed into the local cloud beside the demo.
 *
 * @throws Error where the file holds sites of somebody else, or would be no configuration.
 */
export async function writeEnvironment(plantFile: string, named: string | undefined): Promise<void> {
  const plant = readPlant(plantFile);
  const environment = named ?? plant.plant;
  const file = join(CONFIG_FOLDER, `${environment}.json`);
  const before = existsSync(file) ? readJson(file) : fresh(environment);
  const content = withPlant(before, plant, dirname(plantFile), relative(ROOT, file));
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`);
  await installMissing(ofLocalConfig(environment));
  console.log(`Written: ${relative(ROOT, file)}. Next, with the local cloud up (npm run airlock -- local up):`);
  console.log('  eval "$(npm run -s airlock -- local env)"');
  console.log(
    `  npx cdk bootstrap -c env=${environment} && npx cdk deploy --all -c env=${environment} --require-approval never`,
  );
  for (const { match, site, feeder, view } of plant.files)
    console.log(
      `  npm run airlock -- local put <folder>/${match} --env ${environment} --site ${site} --feeder ${feeder} --view ${view}`,
    );
}

const settings = z.looseObject({});
const withSites = z.object({ sites: z.array(z.object({ id: z.string() })) });
const withBuckets = z.object({ buckets: z.record(z.string(), z.string()) });

/** The laptop's settings under another name. Notebooks are the demo's alone: their stack takes as long as all the others. */
export function fresh(environment: string): object {
  const local = readJson(join(CONFIG_FOLDER, 'local.json'));
  const buckets = Object.keys(withBuckets.parse(local).buckets).map((layer) => [
    layer,
    `${environment}-${inKebab(layer)}`,
  ]);
  return {
    ...settings.parse(local),
    environment,
    buckets: Object.fromEntries(buckets),
    consumption: { kubeflow: { enabled: false } },
    sites: [],
  };
}

function inKebab(layer: string): string {
  return layer.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * An environment's settings with the sites and datasets of a plant whose file lies in `folder`; the others may be somebody's own.
 *
 * @throws Error where they hold a site that is not the plant's, or the whole is no configuration.
 */
export function withPlant(before: unknown, plant: Plant, folder: string, shown: string): object {
  const strange = withSites
    .parse(before)
    .sites.map(({ id }) => id)
    .filter((id) => plant.sites.every((site) => site.id !== id));
  if (strange.length > 0) {
    throw new Error(
      `${shown}: holds sites that are not of ${plant.plant}: ${strange.join(', ')}; wanted --env <another name>`,
    );
  }
  const content = { ...settings.parse(before), sites: sitesOf(plant, folder), datasets: plant.datasets };
  parseConfig(content, shown);
  return content;
}

/** The plant's sites with the paths of their lists as they are from `config/`. */
function sitesOf({ sites }: Plant, folder: string): object[] {
  const moved = (holder: object): object =>
    Object.fromEntries(
      Object.entries(holder).map(([key, value]) => [
        key,
        LISTS.includes(key) ? relative(CONFIG_FOLDER, join(folder, value)) : value,
      ]),
    );
  return sites.map(({ feeders, ...site }) => ({
    ...moved(site),
    feeders: feeders.map(({ views, ...feeder }) => ({ ...feeder, views: views.map(moved) })),
  }));
}

/** Keys whose values are paths. */
const LISTS: readonly string[] = ['states', 'columns', 'digitalSets'];
