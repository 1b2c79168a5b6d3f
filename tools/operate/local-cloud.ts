import { join } from 'node:path';
import { type Cloud, up as start } from '../../packages/local-cloud/cloud.ts';
import { installMissing, ofLocalConfig } from '../project/install.ts';
import { python, ROOT } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';

/** Folder of the local cloud's state, where a command names no other. */
export const STATE_FOLDER = join(ROOT, '.local', 'cloud');

/** Starts the local cloud with the project's own environments, which it installs where they are missing, unless it is healthy already. */
export async function up(stateFolder: string): Promise<Cloud> {
  await installMissing([...ofLocalConfig(), pythonInstallation('jobs')]);
  return start(stateFolder, { python: python('local'), gluePython: python('jobs') });
}
