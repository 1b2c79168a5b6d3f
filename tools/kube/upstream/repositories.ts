import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt, run } from '../../project/run.ts';
import { KUBE } from '../places.ts';

/** Where repositories of GitHub are had from. */
export interface Repositories {
  /** The git directory that has a revision; undefined where it cannot be had. */
  having(repository: string, revision: string): Promise<string | undefined>;

  /** Whether what is not here may be fetched. */
  readonly online: boolean;

  /** The environment in which git takes the repositories that are here, and not GitHub's. */
  readonly environment: NodeJS.ProcessEnv;
}

const HERE = join(KUBE, 'git');

/** `owner/name` of an address at GitHub. */
export function repositoryAt(url: string): string {
  const [, repository] = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[/?]|$)/.exec(url) ?? [];
  if (repository === undefined) throw new Error(`got the repository ${url}, wanted one at https://github.com/`);
  return repository;
}

/** Repositories of a folder that is given, each at `<owner>/<name>`; without one those that were fetched from GitHub before, or are now. */
export function repositories({ given, online }: { readonly given?: string; readonly online: boolean }): Repositories {
  const folder = given ?? HERE;
  return {
    online,
    environment: environmentOf(folder),
    async having(repository, revision) {
      const directory = join(folder, repository);
      if (await holds(directory, revision)) return directory;
      const mayFetch = online && given === undefined;
      return mayFetch && (await fetched(directory, repository, revision)) ? directory : undefined;
    },
  };
}

async function holds(directory: string, revision: string): Promise<boolean> {
  if (!existsSync(directory)) return false;
  return (await attempt('git', ['-C', directory, 'cat-file', '-e', `${revision}^{commit}`])).status === 0;
}

/** Fetches one revision and no history. */
async function fetched(directory: string, repository: string, revision: string): Promise<boolean> {
  await run('git', ['init', '--quiet', '--bare', directory]);
  const isCommit = /^[0-9a-f]{40}$/.test(revision);
  const wanted = isCommit ? `${revision}:refs/heads/${revision}` : `refs/tags/${revision}:refs/tags/${revision}`;
  const address = `https://github.com/${repository}.git`;
  const { status } = await attempt('git', ['-C', directory, 'fetch', '--quiet', '--depth', '1', address, wanted], {
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
  return status === 0;
}

/** A configuration of git alone, since what stands in variables does not reach the git that serves a folder. */
function environmentOf(folder: string): NodeJS.ProcessEnv {
  const text = [
    '[safe]\n\tdirectory = *',
    '[uploadpack]\n\tallowAnySHA1InWant = true',
    `[url "file://${folder}/"]\n\tinsteadOf = https://github.com/`,
  ].join('\n');
  const file = join(KUBE, 'gitconfig', createHash('sha256').update(text).digest('hex').slice(0, 16));
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    // Whole for whoever reads it meanwhile.
    writeFileSync(`${file}-${process.pid}`, text);
    renameSync(`${file}-${process.pid}`, file);
  }
  return { ...process.env, GIT_CONFIG_GLOBAL: file, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
}
