import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { accountsByView } from '../look/figures.ts';
import { installMissing } from '../project/install.ts';
import { ROOT } from '../project/paths.ts';
import { pythonInstallation } from '../project/python-environment.ts';
import { accountLines } from '../report/account-lines.ts';
import { type Answers, answered, type Guess, guessOf } from './guess.ts';
import { type Place, type Placed, placeView } from './place-view.ts';
import { plantText, readPlant, writeWhole } from './plant-file.ts';
import { type Asker, refuse } from './questions.ts';
import { previewOf, replicaIn, runJob, takeIn } from './replica.ts';
import { foundLines, previewLines, remedyLines } from './shown.ts';

export interface AddView {
  readonly file: string;
  readonly config: string;
  readonly place: Place;
  readonly answers: Answers;
  /** Without a person's word at the end. */
  readonly yes: boolean;
  /** Null where there is no terminal. */
  readonly asker: Asker | null;
}

/**
 * Adds a view of the kind of `file` to a plant: guesses, asks, tries, shows, and writes last.
 *
 * @throws Error where the file cannot be read, or where something must be asked and nobody is there.
 */
export async function addView(wanted: AddView): Promise<void> {
  const { file, config, place } = wanted;
  if (!existsSync(file)) throw new Error(`${file}: no such file`);
  const plant = readPlant(config);
  await installMissing([pythonInstallation('jobs'), pythonInstallation('report')]);
  const guess = await settled(wanted);
  const placed = placeView(plant, config, file, guess, place);
  await tryOut(file, placed, config);
  const { site, feeder, view } = placed.key;
  const words = `View ${view} of site ${site} (${feeder}) into ${relative(ROOT, config)}`;
  if (!wanted.yes) {
    if (wanted.asker === null)
      throw new Error(`${words}: not written, since nobody can say that it is right; say --yes`);
    if (!(await wanted.asker.confirm(`${words}?`))) return console.log('Nothing is written.');
  }
  writeWhole(placed.list.path, placed.list.text);
  writeWhole(config, plantText(placed.plant));
  console.log(
    `Written: ${words}, its columns into ${relative(ROOT, placed.list.path)}. Files such as ${placed.plant.files.at(-1)?.match} are of it.`,
  );
  console.log('Next: npm run airlock -- clean <folder> --out <new folder>');
}

/** The guess to which nothing is to be asked any more. */
async function settled({ file, answers: given, asker }: AddView): Promise<Guess> {
  let answers = given;
  let shown: string[] = [];
  for (;;) {
    const guess = await guessOf(file, answers);
    const lines = foundLines(guess);
    for (const line of lines.filter((each) => !shown.includes(each))) console.log(line);
    shown = lines;
    const [question] = guess.questions;
    if (question === undefined) return guess;
    if (asker === null) refuse(guess.questions);
    answers = answered(answers, question, await asker.ask(question));
  }
}

/** Cleans the file alone by the jobs' own code, in a folder that is gone afterwards, and shows what came of it. */
async function tryOut(file: string, placed: Placed, config: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'airlock-own-'));
  const remove = (): void => rmSync(scratch, { recursive: true, force: true });
  // Ctrl-C at the terminal ends the process here and now.
  process.once('exit', remove);
  try {
    const [folder, out] = [join(scratch, 'in'), join(scratch, 'out')];
    const { plant, list } = placed;
    mkdirSync(folder);
    symlinkSync(file, join(folder, basename(file)));
    const copy = join(scratch, basename(config));
    writeWhole(join(scratch, plant.plant, basename(list.path)), list.text);
    const { site, feeder, view } = placed.key;
    const alone = onlyOf(plant, placed.key, basename(list.path));
    await takeIn(folder, { ...alone, files: [{ match: '*', site, feeder, view }] }, copy, out);
    await runJob('bronze_to_silver', out);
    const preview = previewLines(await previewOf(out));
    if (preview.length > 0) console.log(`\nThe first rows, as the replica has them:\n${preview.join('\n')}\n`);
    const accounts = Object.entries(await accountsByView(replicaIn(out)));
    for (const [name, account] of accounts) {
      console.log([...accountLines(name, account), ...remedyLines(account)].join('\n'));
    }
    console.log('');
    if (accounts.every(([, account]) => account.silver_good === 0)) {
      throw new Error(
        'Nothing is written: read so, not one cell is good. Say what was found wrongly (--help lists the options).',
      );
    }
  } finally {
    remove();
    process.off('exit', remove);
  }
}

/** The plant without its other views, whose lists of columns are elsewhere. */
function onlyOf(plant: Placed['plant'], { site, feeder, view }: Placed['key'], list: string): Placed['plant'] {
  const sites = plant.sites
    .filter(({ id }) => id === site)
    .map((each) => ({
      ...each,
      feeders: each.feeders
        .filter(({ profile }) => profile === feeder)
        .map((of) => ({ ...of, views: of.views.filter(({ name }) => name === view || name === '_tags') })),
    }));
  return { ...plant, sites, datasets: [], tags: plant.tags.filter((each) => basename(each.list) === list) };
}
