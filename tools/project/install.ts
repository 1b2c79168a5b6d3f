import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CONFIG_FOLDER } from '../../lib/config/load-config.ts';
import { type Installation, once } from './installation.ts';
import { PLANT_CA, python } from './paths.ts';
import { pythonInstallation } from './python-environment.ts';
import { run } from './run.ts';
import { clearCache } from './uv.ts';

/** The local plants' certificate authority and the senders' certificates, which the configuration of an environment here names. */
function plantCaInstallation(environment = 'local'): Installation {
  const config = join(CONFIG_FOLDER, `${environment}.json`);
  const marker = join(PLANT_CA, `.${environment}-installed`);
  return once(`Certificates of the plant in config/${environment}.json`, marker, [config], async (signal) => {
    const module = ['-m', 'standin.roles_anywhere.client_certificates', PLANT_CA];
    await run(python('local'), [...module, ...sendersOf(config)], signal ? { signal } : {});
  });
}

/** `<site>=<common name>` of each sender; the file cannot be loaded as a configuration before its certificates are there. */
function sendersOf(config: string): string[] {
  const { sites } = localSites.parse(JSON.parse(readFileSync(config, 'utf8')));
  return sites.flatMap(({ id, feeders }) =>
    feeders.flatMap(({ certificate }) => (certificate === undefined ? [] : [`${id}=${certificate.commonName}`])),
  );
}

const localSites = z.object({
  sites: z.array(
    z.object({
      id: z.string(),
      feeders: z.array(z.object({ certificate: z.object({ commonName: z.string() }).optional() })),
    }),
  ),
});

/** Everything that the demo and the tests need beside the Node packages. */
export function installations(): Installation[] {
  const environments = ['local', 'jobs', 'plant', 'notebook', 'report'] as const;
  return [...environments.map(pythonInstallation), plantCaInstallation()];
}

/** Installations without which the configuration of an environment in the local cloud cannot be read. */
export function ofLocalConfig(environment?: string): Installation[] {
  return [pythonInstallation('local'), plantCaInstallation(environment)];
}

/** Installs what is missing, one after the other, and says so in plain lines, away from what a program may read. */
export async function installMissing(wanted: readonly Installation[] = installations()): Promise<void> {
  const missing = wanted.filter((each) => !each.isDone());
  for (const installation of missing) {
    const start = performance.now();
    await installation.install();
    console.error(`Installed: ${installation.title} (${((performance.now() - start) / 1000).toFixed(0)} s)`);
  }
  // Whoever installs nothing leaves the cache to who does.
  if (missing.length > 0) clearCache();
}
