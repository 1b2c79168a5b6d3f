import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from '../../project/run.ts';
import { isApplication, type Source, sourceOf } from '../application.ts';
import type { KubeObject } from '../objects.ts';
import { checkout } from '../upstream/checkout.ts';
import { type Repositories, repositoryAt } from '../upstream/repositories.ts';

/** Repositories on this machine that Argo CD takes for GitHub's. */
export interface Served {
  readonly environment: NodeJS.ProcessEnv;
  /** The Applications, each at the commit that has its files here. */
  readonly applications: readonly KubeObject[];
}

/** Makes a commit of each checkout: what was fetched has no history, a mirror may lack a file, and git serves neither. */
export async function served(objects: readonly KubeObject[], from: Repositories, folder: string): Promise<Served> {
  const applications: KubeObject[] = [];
  const commits = new Map<string, string>();
  for (const application of objects.filter(isApplication)) {
    const source = sourceOf(application);
    const { repoURL } = source;
    const commit = commits.get(repoURL) ?? (await committed(source, from, directoryOf(repoURL, folder)));
    commits.set(repoURL, commit);
    applications.push({ ...application, spec: { ...application.spec, source: { ...source, targetRevision: commit } } });
  }
  const config = join(folder, 'gitconfig');
  const rules = [...commits.keys()].map(
    (repoURL) => `[url "file://${directoryOf(repoURL, folder)}"]\n\tinsteadOf = ${repoURL}`,
  );
  writeFileSync(config, [`[include]\n\tpath = ${from.environment.GIT_CONFIG_GLOBAL}`, ...rules].join('\n'));
  return { applications, environment: { ...from.environment, GIT_CONFIG_GLOBAL: config } };
}

function directoryOf(repoURL: string, folder: string): string {
  return join(folder, `${repositoryAt(repoURL)}.git`);
}

/** The commit that holds the files which an Application's source has at its revision. */
async function committed(
  { repoURL, targetRevision = 'HEAD' }: Source,
  from: Repositories,
  directory: string,
): Promise<string> {
  const files = await checkout(from, repositoryAt(repoURL), targetRevision);
  if (files === undefined) throw new Error(`${repoURL}: got no checkout of ${targetRevision}, wanted its files`);
  mkdirSync(dirname(directory), { recursive: true });
  const place = ['--git-dir', directory, '--work-tree', files];
  const who = ['-c', 'user.name=here', '-c', 'user.email=here@localhost'];
  const git = (...words: string[]): Promise<string> => run('git', [...place, ...who, ...words]);
  await git('init', '--quiet');
  await git('add', '--all', '--force');
  await git('commit', '--quiet', '--message', targetRevision);
  return (await git('rev-parse', 'HEAD')).trim();
}
