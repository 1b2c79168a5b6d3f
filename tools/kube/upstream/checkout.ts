import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, run } from '../../project/run.ts';
import { KUBE } from '../places.ts';
import type { Repositories } from './repositories.ts';

/** Checkouts that are being made: two parts may ask for one at once. */
const making = new Map<string, Promise<string | undefined>>();

/** The files of a revision in a folder of the project's own, made once; undefined where the repository cannot be had. */
export async function checkout(from: Repositories, repository: string, revision: string): Promise<string | undefined> {
  const folder = join(KUBE, 'upstream', repository, revision);
  if (existsSync(folder)) return folder;
  const made = making.get(folder) ?? make(folder, repository, revision, from);
  making.set(folder, made);
  return made;
}

async function make(
  folder: string,
  repository: string,
  revision: string,
  { having, environment }: Repositories,
): Promise<string | undefined> {
  const directory = await having(repository, revision);
  if (directory === undefined) return undefined;
  mkdirSync(dirname(folder), { recursive: true });
  const files = mkdtempSync(`${folder}.`);
  const index = `${files}.index`;
  const store = (await run('git', ['-C', directory, 'rev-parse', '--absolute-git-dir'], { env: environment })).trim();
  // A mirror may lack a file that nothing here reads: kustomize says so of one that it wants.
  await attempt('git', ['--git-dir', store, '--work-tree', files, 'checkout', '--quiet', revision, '--', '.'], {
    env: { ...environment, GIT_INDEX_FILE: index },
  });
  rmSync(index, { force: true });
  renameSync(files, folder);
  return folder;
}
