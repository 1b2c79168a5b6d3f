import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { cloudEnvironment } from '../../../packages/local-cloud/cloud.ts';
import { environmentOf, ownerClients } from '../../operate/aws.ts';
import { feederOf } from '../../operate/feeder.ts';
import { running } from '../../operate/local.ts';
import { STATE_FOLDER } from '../../operate/local-cloud.ts';
import { plantCredentials } from '../../operate/plant-credentials.ts';
import { python, ROOT } from '../../project/paths.ts';
import { attempt } from '../../project/run.ts';
import { settingsOf } from './settings.ts';

const SCRIPT = join(ROOT, 'extraction', 'plant_check.py');

interface Options {
  readonly site: string;
  readonly feeder?: string;
  readonly state: string;
  readonly json?: true;
}

/** `airlock plant-check`: extraction/plant_check.py as a plant would run it, or the settings for doing so there. */
export function plantCheckCommand(): Command {
  return new Command('plant-check')
    .requiredOption('--site <id>', 'site of the configuration')
    .option('--feeder <profile>', 'sender or pi-integrator; needed where the site has both')
    .option('--state <folder>', 'where the local cloud keeps its state', (folder) => resolve(folder), STATE_FOLDER)
    .option('--json', 'print a JSON object')
    .option('--print-settings <environment>', 'only print the settings file to carry to the plant, and try nothing')
    .action(async ({ printSettings, ...options }: Options & { readonly printSettings?: string }) => {
      if (printSettings === undefined) process.exitCode = await check(options);
      else print(printSettings, options);
    });
}

function print(environment: string, { site, feeder }: Options): void {
  const config = loadConfig(environment);
  console.log(JSON.stringify(settingsOf(config, site, feederOf(config, site, feeder)), null, 2));
}

/** Runs the script with the plant's own credentials, and returns its exit code. */
async function check({ site, feeder: profile, state, json }: Options): Promise<number> {
  const cloud = await running(state);
  const config = loadConfig('local');
  const feeder = feederOf(config, site, profile);
  const deployer = ownerClients(cloud, config.region);
  const credentials = await plantCredentials({ deployer, cloud, config }, site, feeder);
  const { AWS_ENDPOINT_URL: endpoint, AWS_CA_BUNDLE: authority } = cloudEnvironment(cloud);
  const file = join(state, `plant-check-${site}-${feeder.profile}.json`);
  const settings = { ...settingsOf(config, site, feeder), 'endpoint-url': endpoint, 'ca-bundle': authority };
  writeFileSync(file, JSON.stringify(settings, null, 2));
  const words = [SCRIPT, '--settings', file, ...(json ? ['--json'] : [])];
  const env = environmentOf(cloud, credentials);
  const { status, stdout, stderr } = await attempt(python('local'), words, { env });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return status;
}
