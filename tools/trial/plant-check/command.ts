import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../../lib/config/load-config.ts';
import { cloudEnvironment } from '../../../packages/local-cloud/cloud.ts';
import { environmentOf, ownerClients } from '../../operate/aws.ts';
import { feederOf } from '../../operate/feeder.ts';
import { environment, running } from '../../operate/local.ts';
import { STATE_FOLDER } from '../../operate/local-cloud.ts';
import { plantCredentials } from '../../operate/plant-credentials.ts';
import { configOf } from '../../project/configuration.ts';
import { python, ROOT } from '../../project/paths.ts';
import { attempt } from '../../project/run.ts';
import { settingsOf } from './settings.ts';
import { makeZip } from './zip.ts';

const SCRIPT = join(ROOT, 'extraction', 'plant_check.py');

interface Options {
  readonly site: string;
  readonly feeder?: string;
  readonly env: string;
  readonly state: string;
  readonly json?: true;
}

/** What is made to be carried to the plant. */
interface Carried {
  readonly printSettings?: string;
  readonly out?: string;
  readonly zip?: string;
}

/** `airlock plant-check`: extraction/plant_check.py as a plant would run it, or the settings for doing so there. */
export function plantCheckCommand(): Command {
  return new Command('plant-check')
    .requiredOption('--site <id>', 'site of the configuration')
    .option('--feeder <profile>', 'sender or pi-integrator; needed where the site has both')
    .addOption(environment())
    .option('--state <folder>', 'where the local cloud keeps its state', (folder) => resolve(folder), STATE_FOLDER)
    .option('--json', 'print a JSON object')
    .option('--print-settings <environment>', 'only print the settings file to carry to the plant, and try nothing')
    .option('--out <file>', 'write these settings into a file instead', (file) => resolve(file))
    .option('--zip <file>', 'or make a zip of them, the script and boto3: the plant needs Python', (file) =>
      resolve(file),
    )
    .action(async ({ printSettings, out, zip, ...options }: Options & Carried) => {
      if (printSettings !== undefined)
        await carry(printSettings, options, { ...(out && { out }), ...(zip && { zip }) });
      else if (out ?? zip) throw new Error('--out, --zip: got no environment, wanted --print-settings <environment>');
      else process.exitCode = await check(options);
    });
}

/** Gives away the settings: a redirected output holds what npm says, and is written in UTF-16 by PowerShell 5. */
async function carry(environment: string, { site, feeder }: Options, { out, zip }: Carried): Promise<void> {
  const config = await configOf(environment);
  const settings = `${JSON.stringify(settingsOf(config, site, feederOf(config, site, feeder)), null, 2)}\n`;
  if (out !== undefined) writeFileSync(out, settings);
  if (zip !== undefined) console.log(`made ${zip}, sha256 ${await makeZip(SCRIPT, settings, zip)}`);
  if (out === undefined && zip === undefined) process.stdout.write(settings);
}

/** Runs the script with the plant's own credentials, and returns its exit code. */
async function check({ site, feeder: profile, env: deployed, state, json }: Options): Promise<number> {
  const cloud = await running(state);
  const config = loadConfig(deployed);
  const feeder = feederOf(config, site, profile);
  const deployer = ownerClients(cloud, config.region);
  const credentials = await plantCredentials({ deployer, cloud, config }, site, feeder);
  const { AWS_ENDPOINT_URL: endpoint, AWS_CA_BUNDLE: authority } = cloudEnvironment(cloud);
  const file = join(state, `plant-check-${deployed}-${site}-${feeder.profile}.json`);
  const settings = { ...settingsOf(config, site, feeder), 'endpoint-url': endpoint, 'ca-bundle': authority };
  writeFileSync(file, JSON.stringify(settings, null, 2));
  const words = [SCRIPT, '--settings', file, ...(json ? ['--json'] : [])];
  const env = environmentOf(cloud, credentials);
  const { status, stdout, stderr } = await attempt(python('local'), words, { env });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  return status;
}
