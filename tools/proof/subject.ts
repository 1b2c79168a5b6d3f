import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotTell, readAssembly } from '../../packages/iam-proof/index.ts';

/** The stack that every deployment has, by whose name it is called. */
const STORE = /^(.+)-replica-store$/;

/** What was judged, so that a verdict can be laid beside a deployment: whose, where, and the sum of the templates. */
export function subjectOf(folder: string): string {
  return `${placeOf(folder)}, templates sha256 ${digestOf(folder)}`;
}

function placeOf(folder: string): string {
  try {
    const { stacks } = readAssembly(folder);
    const places = new Set(stacks.map(({ account, region }) => `account ${account}, ${region}`));
    const [name = 'no deployment of ours'] = stacks.flatMap((stack) => STORE.exec(stack.name)?.[1] ?? []);
    return `${name} in ${[...places].join(' and ')}`;
  } catch (error) {
    if (!(error instanceof CannotTell)) throw error;
    return 'an assembly that cannot be read';
  }
}

/** Over the name and the bytes of each template, in the order of their names. */
function digestOf(folder: string): string {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.template.json')) : [];
  const sum = files
    .toSorted()
    .reduce((hash, name) => hash.update(`${name}\0`).update(readFileSync(join(folder, name))), createHash('sha256'));
  return sum.digest('hex');
}
