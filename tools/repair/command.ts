import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { z } from 'zod';
import { environment } from '../operate/local.ts';
import { installMissing } from '../project/install.ts';
import { python } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { attempt } from '../project/run.ts';
import { localPlace } from './deployment.ts';
import { folderPlace } from './folder.ts';
import type { Place, Request } from './place.ts';
import { replayedIn, replayedLines } from './words.ts';

interface Options {
  readonly out?: string;
  readonly env: string;
  readonly json?: true;
}

/** `airlock replay`: bad or quarantined readings are judged again. */
export function replayCommand(): Command {
  return new Command('replay')
    .option('--reason <code>', 'readings that are bad or quarantined for this reason')
    .option('--site <id>', 'of this site')
    .option('--view <name>', 'all readings of this view')
    .option('--object <key>', 'all readings of the object that landed under this key')
    .addOption(environment())
    .addOption(out())
    .option('--json', 'print what turned into what for a program')
    .action(replay);
}

/** `airlock explain`: from a cell of gold to the rows that it is made of. */
export function explainCommand(): Command {
  return new Command('explain')
    .argument('<dataset>')
    .argument('<column>', "a column of the dataset, or its share's")
    .argument('<time>', 'any moment of the cell, ISO 8601; UTC where it names no offset')
    .option('--asset <name>', 'of this asset; a must where the dataset has several')
    .addOption(environment())
    .addOption(out())
    .option('--json', 'print lines and readings for a program')
    .action(explain);
}

const out = (): Option =>
  new Option(
    '--out <folder>',
    'a replica in a folder: settings.json, bronze, silver, gold; without it the local cloud',
  ).argParser((folder) => resolve(folder));

async function replay({ out: folder, env: deployed, json, ...request }: Options & Request): Promise<void> {
  if (Object.keys(request).length === 0)
    throw new Error('got nothing to judge again, wanted --reason, --site, --view or --object');
  const place = await placeOf(folder, deployed);
  const replayed = replayedIn(await place.replay(request));
  console.log(json ? JSON.stringify(replayed) : replayedLines(replayed).join('\n'));
  if (replayed.objects === 0) process.exitCode = 1;
}

const explained = z.object({ lines: z.array(z.string()) });

async function explain(
  dataset: string,
  column: string,
  time: string,
  { out: folder, env: deployed, json, asset }: Options & { readonly asset?: string },
): Promise<void> {
  const { uris, env } = await (await placeOf(folder, deployed)).reading();
  const asked = [
    '--dataset',
    dataset,
    '--column',
    column,
    '--time',
    time,
    ...(asset === undefined ? [] : ['--asset', asset]),
  ];
  const { status, stdout, stderr } = await attempt(python('jobs'), ['-m', 'replica.explain', ...uris, ...asked], {
    env,
  });
  if (status !== 0) {
    console.error(stderr.trim().split('\n').at(-1));
    process.exitCode = status === 1 && !stderr.includes('Traceback') ? 1 : 2;
    return;
  }
  console.log(json ? stdout.trim() : explained.parse(JSON.parse(stdout)).lines.join('\n'));
}

async function placeOf(folder: string | undefined, deployed: string): Promise<Place> {
  await installMissing([pythonInstallation('jobs')]);
  return folder === undefined ? await localPlace(deployed) : folderPlace(folder);
}
