import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS_FILE } from '../../lib/contract/index.ts';
import { required } from './environment.ts';

/** What the stack laid beside the function's code: an environment holds 4 KB, and what grows with the sites does not fit. */
export function readSettings(): unknown {
  return JSON.parse(readFileSync(join(required('LAMBDA_TASK_ROOT'), SETTINGS_FILE), 'utf8'));
}
