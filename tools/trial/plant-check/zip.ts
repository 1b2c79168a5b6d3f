import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { run } from '../../project/run.ts';
import { unpackWheels } from '../../project/uv.ts';

/** As old as the Python of a plant's server may be. */
const OLDEST_PYTHON = '3.10';

/**
 * Makes a zip from which the check runs where there is no internet, and returns its sha256. boto3 lies unpacked beside the
 * script, where Python finds it without an installation; nothing in it is compiled, so that one zip fits every machine.
 */
export async function makeZip(script: string, settings: string, zip: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'airlock-plant-check-'));
  try {
    await unpackWheels('plant-check', OLDEST_PYTHON, folder);
    copyFileSync(script, join(folder, basename(script)));
    writeFileSync(join(folder, 'plant-check.json'), settings);
    // Beside the packages lie uv's own lock and programs that nobody calls.
    const members = readdirSync(folder).filter((name) => !name.startsWith('.') && name !== 'bin');
    await run('python3', ['-m', 'zipfile', '-c', zip, ...members.map((name) => join(folder, name))]);
    return createHash('sha256').update(readFileSync(zip)).digest('hex');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
