import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor } from '../../../packages/local-cloud/cloud.ts';
import { signingWords } from '../../operate/plant-credentials.ts';
import type { Demo } from '../demo.ts';
import type { WebApi } from './web-api.ts';

const PROFILE = 'airlock';

/** What `airlock-sender` is started with: its settings file, and an environment without any key in it. */
export interface SenderFiles {
  readonly settings: string;
  readonly health: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Writes a site's settings and AWS configuration as docs/feeders/sender.md says, into a folder of their own that is empty else. */
export async function writeSettings(demo: Demo, site: string, pi: WebApi): Promise<SenderFiles> {
  const folder = join(demo.out, 'sender', site);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'sender.toml');
  const aws = join(folder, 'aws-config');
  writeFileSync(settings, settingsOf(demo, site, pi));
  writeFileSync(aws, await awsConfig(demo, site));
  const noKey = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };
  const env = environmentFor(demo.cloud, { ...noKey, AWS_CONFIG_FILE: aws, AWS_PROFILE: PROFILE });
  return { settings, health: join(folder, 'state', 'health.json'), env };
}

function settingsOf({ config, cloud }: Demo, site: string, pi: WebApi): string {
  return [
    ...table({ every_s: 1, settle_s: pi.settle_s }),
    '[pi]',
    ...table({ url: pi.url }),
    '[cloud]',
    ...table({ site, bucket: config.buckets.landing, region: config.region }),
    ...table({ profile: PROFILE, endpoint_url: cloud.endpoint, ca_file: cloud.caFile }),
    '[[view]]',
    ...table(pi.view),
    '',
  ].join('\n');
}

/** Lines of a TOML table: a text, a number or a flag is written as in JSON. */
function table(values: Readonly<Record<string, string | number | boolean>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
}

async function awsConfig(demo: Demo, site: string): Promise<string> {
  const words = (await signingWords(demo, site)).map((word) => `"${word}"`);
  return `[profile ${PROFILE}]\nregion = ${demo.config.region}\ncredential_process = ${words.join(' ')}\n`;
}
