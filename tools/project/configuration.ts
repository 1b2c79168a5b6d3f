import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../lib/config/config.ts';
import { CONFIG_FOLDER, loadConfig, readJson } from '../../lib/config/load-config.ts';
import { installMissing, ofLocalConfig } from './install.ts';

/**
 * Reads and validates `config/<environment>.json`, and makes the certificates that one of this machine names.
 *
 * @throws Error naming file, key path, what was got and what was wanted.
 */
export async function configOf(environment: string | undefined): Promise<Config> {
  if (environment !== undefined && isOfThisMachine(environment)) await installMissing(ofLocalConfig(environment));
  return loadConfig(environment);
}

/** Whether its certificates are made here: they lie in the project's own folder, which no other machine has. */
function isOfThisMachine(environment: string): boolean {
  const file = `${environment}.json`;
  if (!readdirSync(CONFIG_FOLDER).includes(file)) return false;
  const content = readJson(join(CONFIG_FOLDER, file));
  const authority = typeof content === 'object' && content !== null && 'certificateAuthority' in content;
  return authority && String(content.certificateAuthority).startsWith('../.local/');
}
