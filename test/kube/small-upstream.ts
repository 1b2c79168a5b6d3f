import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes a repository of these files at `<folder>/<name>`, and returns its commit, the same for the same files. */
export function repositoryOf(folder: string, name: string, files: Readonly<Record<string, string>>): string {
  const at = join(folder, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, file)), { recursive: true });
    writeFileSync(join(at, file), text);
  }
  const day = '2026-01-01T00:00:00Z';
  const who = { GIT_AUTHOR_DATE: day, GIT_COMMITTER_DATE: day, GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', at, '-c', 'user.name=n', '-c', 'user.email=n@example.com', ...words], {
      env: { ...process.env, ...who },
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('add', '--force', '.');
  git('commit', '--quiet', '--message', 'all');
  git('tag', 'v1');
  return git('rev-parse', 'HEAD');
}
