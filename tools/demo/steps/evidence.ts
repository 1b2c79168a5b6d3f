import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../../project/paths.ts';
import { attempt } from '../../project/run.ts';
import type { Evidence } from '../../report/data.ts';
import { sha256 } from '../../report/evidence-file.ts';
import { ASSEMBLY } from './deploy.ts';

const TEMPLATE = '.template.json';
const TOOLS = ['aws-cdk', 'aws-cdk-lib'];

/** The commit that is checked out, and digests of the templates that were deployed. */
export async function readEvidence(): Promise<Evidence> {
  const [head, changes] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain')]);
  return { commit: head?.trim() ?? null, clean: changes === '', templates: templateDigests(join(ROOT, ASSEMBLY)) };
}

export function templateDigests(folder: string): Evidence['templates'] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(TEMPLATE))
    .sort()
    .map((name) => ({ name: basename(name, TEMPLATE), sha256: sha256(readFileSync(join(folder, name))) }));
}

/** Versions of what deployed and proved. */
export function toolVersions(): Record<string, string> {
  const installed = TOOLS.map((name) => [name, versionIn(join(ROOT, 'node_modules', name))]);
  return { Airlock: versionIn(ROOT), Node: process.version, ...Object.fromEntries(installed) };
}

function versionIn(folder: string): string {
  return String(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version);
}

/** What git says, undefined where this is no checkout or there is no git. */
async function git(...words: string[]): Promise<string | undefined> {
  const { status, stdout } = await attempt('git', words).catch(() => ({ status: 1, stdout: '' }));
  return status === 0 ? stdout : undefined;
}
