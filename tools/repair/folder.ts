import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { python, ROOT } from '../project/paths.ts';
import { run } from '../project/run.ts';
import type { Place } from './place.ts';

const ENV = { ...process.env, TZ: 'UTC' };

/** The replica that lies in `folder`, whose jobs this machine runs. */
export function folderPlace(folder: string): Place {
  const settings = join(folder, 'settings.json');
  if (!existsSync(settings))
    throw new Error(`--out: got ${folder}, wanted a folder with settings.json, bronze, silver and gold`);
  const place = (...layers: readonly string[]): string[] => [
    ...['--settings', pathToFileURL(settings).href],
    ...layers.flatMap((layer) => [`--${layer}`, pathToFileURL(join(folder, layer)).href]),
  ];
  const job = (script: string, ...words: readonly string[]): Promise<string> =>
    run(python('jobs'), [join(ROOT, 'glue-scripts', script), ...words], { env: ENV });
  const id = (): string => `replay-${new Date().toISOString()}`;
  return {
    async replay(request) {
      const words = ['--JOB_RUN_ID', id(), '--replay', JSON.stringify(request)];
      const told = await job('bronze_to_silver.py', ...place('bronze', 'silver'), ...words);
      await job('silver_to_gold.py', ...place('silver', 'gold'), '--JOB_RUN_ID', id());
      return told;
    },
    async reading() {
      return { uris: place('silver', 'gold'), env: ENV };
    },
  };
}
