import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config/config.ts';

export type GlueVersion = Config['transformation']['glueVersion'];

/** Python of each version of Glue. */
export const GLUE_PYTHONS = { '5.1': '3.11', '6.0': '3.13' } as const satisfies Record<GlueVersion, string>;

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAKER = 'glue-scripts/gluewheels.py';

/** Name of the zip of wheels, by what it is made from: the lock has the hash of each wheel. Glue knows it by its ending. */
export function wheelsName(glueVersion: GlueVersion): string {
  const sources = [MAKER, 'requirements/glue.in', `requirements/glue-${GLUE_PYTHONS[glueVersion]}.txt`];
  const hash = sources.reduce((sum, file) => sum.update(readFileSync(join(ROOT, file))), createHash('sha256'));
  return `${hash.digest('hex')}.gluewheels.zip`;
}

/** The command that makes the zip where it is missing and prints its path; it runs in the project's folder. */
export function makeWheels(glueVersion: GlueVersion): string[] {
  return ['python3', MAKER, GLUE_PYTHONS[glueVersion], `build/wheels/${wheelsName(glueVersion)}`];
}
