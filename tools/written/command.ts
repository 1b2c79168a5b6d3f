import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { ROOT } from '../project/paths.ts';
import type { Page } from './markdown.ts';
import { pages } from './pages.ts';

/** `airlock pages`: the pages on feeders and threats, from the code of the policies. */
export function pagesCommand(): Command {
  return new Command('pages')
    .description('write docs/feeders/ and docs/threats.md from the code of the policies')
    .option('--check', 'write nothing; exit code 1 where a page is not as the code says')
    .action(async ({ check }: { readonly check?: true }) => {
      const all = await pages();
      if (check) report(all.filter(isOutdated));
      else for (const page of all) write(page);
    });
}

/** Whether a page does not stand in the repository as the code says. */
export function isOutdated({ path, text }: Page): boolean {
  const file = join(ROOT, path);
  return !existsSync(file) || readFileSync(file, 'utf8') !== text;
}

function report(outdated: readonly Page[]): void {
  for (const { path } of outdated) console.log(`${path}: not as the code says; npm run airlock -- pages`);
  if (outdated.length > 0) process.exitCode = 1;
}

function write({ path, text }: Page): void {
  const file = join(ROOT, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
