import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aws_s3_assets as assets } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Config } from '../../config/config.ts';
import { CONFIG_FOLDER } from '../../config/load-config.ts';
import { jobSettings } from './job-settings.ts';

/** Uploads the jobs' settings as one JSON file, named by its content. */
export function settingsAsset(scope: Construct, id: string, config: Config): assets.Asset {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-settings-'));
  const path = join(folder, 'settings.json');
  writeFileSync(path, JSON.stringify(jobSettings(config, CONFIG_FOLDER), null, 1));
  const asset = new assets.Asset(scope, id, { path });
  // It is staged in the cloud assembly by now.
  rmSync(folder, { recursive: true });
  return asset;
}
