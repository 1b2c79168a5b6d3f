import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plant } from '../../lib/config/plant.ts';
import { installMissing } from '../project/install.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { accountLines } from '../report/account-lines.ts';
import type { DatasetTrends, SiteAccount } from '../report/data.ts';
import { cellsOut } from '../report/fates.ts';
import { type FilesRun, renderFilesRun } from '../report/files-page.ts';
import { number, plural } from '../report/format.ts';
import { reasonWords } from '../report/reasons.ts';
import { sum } from '../report/sum.ts';
import { isClosed } from '../report/verdict/accounts.ts';
import { holding, LOCK } from './hold.ts';
import { readPlant } from './plant-file.ts';
import {
  accountsByView,
  type Differences,
  faultsOf,
  qualityOf,
  runJob,
  type Taken,
  takeIn,
  trendsOf,
} from './replica.ts';

/** Cleans a folder by the jobs' own code, says what became of every cell, and returns the exit code. */
export async function clean(folder: string, config: string, out: string): Promise<number> {
  const plant = readPlant(config);
  if (plant.files.length === 0) throw new Error(`${config}: has no view yet: npm run airlock -- plant add-view <file>`);
  if (!existsSync(folder)) throw new Error(`${folder}: no such folder`);
  checkOut(out);
  await installMissing([pythonInstallation('jobs'), pythonInstallation('report')]);
  return holding(out, () => cleanHeld(folder, plant, config, out));
}

async function cleanHeld(folder: string, plant: Plant, config: string, out: string): Promise<number> {
  const taken = await takeIn(folder, plant, config, out);
  console.log(`New in ${folder}: ${plural(taken.new.length, 'file')}; known: ${number(taken.seen)}.`);
  for (const { file, why } of taken.strange) console.log(`Left alone: ${file}: ${why}`);
  const columns = columnLines(await runJob('bronze_to_silver', out));
  await runJob('silver_to_gold', out);
  const views = await accountsByView(out);
  for (const [name, account] of Object.entries(views)) console.log(accountLines(name, account).join('\n'));
  for (const line of columns) console.log(line);
  for (const { key, reason, detail } of await faultsOf(out))
    console.log(`Not read: ${key.split('/').at(-1)}: ${detail ?? reasonWords(reason)} (${reason})`);
  const verdict = judge(views, taken);
  const run = { ...(await filesRun(plant, out, views, taken, verdict)), columns };
  writeFileSync(join(out, 'report.html'), renderFilesRun(run));
  console.log(verdict.words);
  for (const { line } of run.gold) console.log(`  ${line}`);
  console.log(`Report: ${join(out, 'report.html')}`);
  return verdict.exit;
}

/** How new files differ from what is declared of their views. */
function columnLines(differences: Differences): string[] {
  return Object.entries(differences).flatMap(([place, words]) =>
    Object.entries(words).map(([said, files]) => `Columns of ${place}: ${said} (${plural(files, 'file')})`),
  );
}

/** What lies there must be of an earlier call: nothing of anybody else is written over. */
function checkOut(out: string): void {
  if (!existsSync(out) || existsSync(join(out, 'plant.json')) || readdirSync(out).every((name) => name === LOCK))
    return;
  throw new Error(`--out: ${out} holds other things; wanted a new folder, or one of an earlier call`);
}

interface Verdict {
  readonly exit: 0 | 1 | 2;
  readonly words: string;
}

export function judge(views: Readonly<Record<string, SiteAccount>>, { strange }: Pick<Taken, 'strange'>): Verdict {
  const open = Object.entries(views).filter(([, account]) => !isClosed(account));
  if (open.length > 0)
    return { exit: 1, words: `The account of ${open.map(([name]) => name).join(', ')} does NOT add up.` };
  const lost = Object.values(views).flatMap(({ by_object }) =>
    by_object.filter(({ outcome }) => LOST.includes(outcome)),
  );
  if (lost.length > 0) {
    return {
      exit: 1,
      words: `${plural(lost.length, 'file')} could not be read at all: ${lost.map(({ key }) => key.split('/').at(-1)).join(', ')}.`,
    };
  }
  if (strange.length > 0) {
    return { exit: 2, words: `${plural(strange.length, 'file')} of no known view: nobody can tell what is in them.` };
  }
  const cells = sum(Object.values(views).map(cellsOut));
  return { exit: 0, words: `All ${plural(cells, 'cell')} are accounted for.` };
}

const LOST: readonly string[] = ['unreadable', 'refused', 'stranded'];
const STANDINGS = { 0: 'kept', 1: 'broken', 2: 'unproven' } as const;

async function filesRun(
  plant: Plant,
  out: string,
  views: FilesRun['views'],
  taken: Taken,
  verdict: Verdict,
): Promise<Omit<FilesRun, 'columns'>> {
  const built = plant.datasets.filter(({ name }) => existsSync(join(out, 'gold', `${name}.parquet`)));
  const trends: DatasetTrends[] = [];
  for (const { name } of built) trends.push(await trendsOf(out, name));
  return {
    plant: plant.plant,
    generatedAt: new Date().toISOString(),
    standing: STANDINGS[verdict.exit],
    verdict: verdict.words,
    views,
    strange: taken.strange,
    tags: await qualityOf(out),
    trends,
    gold: built.map(({ name }) => ({
      dataset: name,
      line: `df = pd.read_parquet('${resolve(out, 'gold', `${name}.parquet`)}')`,
    })),
  };
}
