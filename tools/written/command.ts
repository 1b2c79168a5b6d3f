import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { ROOT } from '../project/paths.ts';
import { allInsertions, pagesWith, unused } from './pages.ts';

/** `airlock pages`: fills what the README and the pages below docs/ take from the code. */
export function pagesCommand(): Command {
  return new Command('pages')
    .option('--check', 'write nothing; exit code 1 where a page is not as the code says')
    .action(async ({ check }: { readonly check?: true }) => {
      const insertions = await allInsertions();
      const pages = pagesWith(insertions);
      const outdated = pages.filter(({ stands, filled }) => stands !== filled);
      if (!check) for (const { path, filled } of outdated) writeFileSync(join(ROOT, path), filled);
      report([
        ...(check ? outdated.map(({ path }) => `${path}: not as the code says; npm run airlock -- pages`) : []),
        ...unused(insertions, pages).map((name) => `${name}: an insertion that no page asks for`),
      ]);
    });
}

function report(faults: readonly string[]): void {
  for (const fault of faults) console.log(fault);
  if (faults.length > 0) process.exitCode = 1;
}
