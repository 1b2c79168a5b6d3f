import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { loadConfig } from '../../lib/config/load-config.ts';
import { SETTINGS_FILE } from '../../lib/contract/index.ts';
import { assemblyFolder } from './synthesis/wanted.ts';

/** What the stacks lay beside the code of a function. */
export async function settingsOf(name: string, config: Config = loadConfig('local')): Promise<unknown> {
  const folder = await assemblyFolder({ config });
  return JSON.parse(readFileSync(join(folder, 'functions', name, SETTINGS_FILE), 'utf8'));
}

/** Lets the handler that is imported next find these. */
export function laySettings(settings: unknown): void {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-settings-'));
  writeFileSync(join(folder, SETTINGS_FILE), JSON.stringify(settings));
  process.env.LAMBDA_TASK_ROOT = folder;
}
