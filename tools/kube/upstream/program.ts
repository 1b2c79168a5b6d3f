import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, hasGo, WITHOUT_C } from '../go.ts';
import { KUBE } from '../places.ts';
import { checkout } from './checkout.ts';
import type { Repositories } from './repositories.ts';

/** Where the source of a program lies. */
export interface ProgramSource {
  readonly repository: string;
  readonly revision: string;
  /** Package of its entry. */
  readonly command: string;
  /** What of it is built. @default - all */
  readonly tags?: string;
}

/** Built by Go from its source, once; in words, what it cannot be had for want of. */
export async function programOf(source: ProgramSource, from: Repositories): Promise<string> {
  const { repository, revision, command, tags } = source;
  const program = join(KUBE, 'programs', repository, revision, 'program');
  if (existsSync(program)) return program;
  const files = await checkout(from, repository, revision);
  if (files === undefined) return `no checkout of ${repository} at ${revision}`;
  if (!(await hasGo())) return `Go, which builds ${repository}`;
  mkdirSync(dirname(program), { recursive: true });
  const options = tags === undefined ? [] : ['-tags', tags];
  await build({ folder: files, command, program, options, env: WITHOUT_C });
  return program;
}
