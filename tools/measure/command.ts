import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { run } from '../project/run.ts';
import { freshClone, megabytesOf } from './clone.ts';
import { theseVersions, thisMachine } from './machine.ts';
import { FILM, MEASURED, type Measured } from './measured.ts';
import { drawn } from './picture/picture.ts';
import { recordDemo } from './record.ts';

const FOLDERS = ['node_modules', '.venv', '.local', 'cdk.out', 'out'];
const REPORT_PICTURE = join('docs', 'images', 'report.png');

/** `airlock measure`: everything that the README shows of a demo, from one fresh clone. */
export function measureCommand(): Command {
  return new Command('measure')
    .option('--keep', 'leave the clone where it is, and print where')
    .action(async ({ keep }: { readonly keep?: true }) => {
      const machine = thisMachine();
      const clone = freshClone();
      const say = (line: string): void => console.error(line);
      try {
        const first = await recordDemo(clone, 'first', say);
        const second = await recordDemo(clone, 'second', say);
        const measured: Measured = {
          date: new Date().toISOString().slice(0, 10),
          commit: clone.commit,
          machine,
          versions: theseVersions(),
          runs: { first: first.run, second: second.run },
          disk: megabytesOf(clone, FOLDERS),
        };
        writeFileSync(MEASURED, `${JSON.stringify(measured, undefined, 2)}\n`);
        writeFileSync(FILM, drawn(first.lines));
        await drawReport(join(clone.folder, 'out', 'demo', 'report.html'));
        // In a process of its own: this one has read the figures that were there before
        await run(process.execPath, ['--import', 'tsx', 'tools/airlock.ts', 'pages']);
        console.log('Written: docs/measured.json, the pictures in docs/images, and the README that shows them');
      } finally {
        if (keep) console.log(clone.folder);
        else clone.remove();
      }
    });
}

async function drawReport(page: string): Promise<void> {
  await run(process.execPath, ['--import', 'tsx', 'tools/report/picture.ts', page, REPORT_PICTURE]);
}
