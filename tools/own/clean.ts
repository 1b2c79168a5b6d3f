import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plant } from '../../lib/config/plant.ts';
import { accountsByView } from '../look/figures.ts';
import { filesRunOf } from '../look/files-run.ts';
import { installMissing } from '../project/install.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { accountLines } from '../report/account-lines.ts';
import { renderFilesRun } from '../report/files-page.ts';
import { number, plural } from '../report/format.ts';
import { reasonWords } from '../report/reasons.ts';
import { judgeFiles } from '../report/verdict/files.ts';
import { holding, LOCK } from './hold.ts';
import { readPlant } from './plant-file.ts';
import { type Differences, faultsOf, replicaIn, runJob, takeIn } from './replica.ts';

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
  const replica = replicaIn(out);
  const views = await accountsByView(replica);
  for (const [name, account] of Object.entries(views)) console.log(accountLines(name, account).join('\n'));
  for (const line of columns) console.log(line);
  for (const { key, reason, detail } of await faultsOf(out))
    console.log(`Not read: ${key.split('/').at(-1)}: ${detail ?? reasonWords(reason)} (${reason})`);
  const { strange } = taken;
  const verdict = judgeFiles(views, strange);
  const gold = goldOf(plant, out);
  const run = await filesRunOf(out, replica, { plant: plant.plant, views, strange, columns, gold, verdict });
  writeFileSync(join(out, 'report.html'), renderFilesRun(run));
  console.log(verdict.words);
  for (const { line } of gold) console.log(`  ${line}`);
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

/** Gold's files that were built, each with the line that reads it. */
function goldOf({ datasets }: Plant, out: string): { dataset: string; line: string }[] {
  return datasets
    .map(({ name }) => ({ dataset: name, file: join(out, 'gold', `${name}.parquet`) }))
    .filter(({ file }) => existsSync(file))
    .map(({ dataset, file }) => ({ dataset, line: `df = pd.read_parquet('${file}')` }));
}
