import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Cloud, up as start } from '../../packages/local-cloud/cloud.ts';
import { python, ROOT } from '../project/paths.ts';

/** Folder of the local cloud's state, where a command names no other. */
export const STATE_FOLDER = join(ROOT, '.local', 'cloud');

/**
 * Starts the local cloud with the project's own environments, unless it is healthy already.
 *
 * @throws Error where they are not installed.
 */
export function up(stateFolder: string): Promise<Cloud> {
  if (!existsSync(python('local')))
    throw new Error('the local cloud is not installed: npm run demo, or npm test, does');
  return start(stateFolder, { python: python('local'), gluePython: python('jobs') });
}
