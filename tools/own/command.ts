import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Profile } from '../../lib/config/config.ts';

interface ViewOptions {
  readonly config?: string;
  readonly site?: string;
  readonly feeder?: Profile;
  readonly name?: string;
  readonly files?: string;
  readonly yes?: true;
  readonly encoding?: string;
  readonly headerLine?: number;
  readonly delimiter?: string;
  readonly decimal?: string;
  readonly timeColumn?: string;
  readonly timeFormat?: string;
  readonly zone?: string;
  readonly assetColumn?: string;
  readonly unit: Readonly<Record<string, string>>;
  /** Commander's name of --no-unit is taken by --unit. */
  readonly withoutUnits?: true;
  readonly grid?: number;
  readonly staleAfter?: number;
}

/** `airlock plant init|add-view`: an own plant's file; `webapi`: a PI Web API to try a sender with. */
export function plantCommand(): Command {
  const plant = new Command('plant');
  plant
    .command('init')
    .description('write the file of a plant, without a view yet')
    .argument('<name>')
    .addOption(config('where to write it; config/plants/<name>.json without it'))
    .action(async (name: string, options: { config?: string }) =>
      (await import('./init.ts')).init(name, options.config),
    );
  plant
    .command('add-view')
    .description('find out how a file is to be read, ask what it does not say, and add it (2: nothing is written)')
    .argument('<file>', 'CSV or Parquet', (file) => resolve(file))
    .addOption(config("the plant's file; the only one without it"))
    .option('--site <id>', "the plant's site")
    .addOption(new Option('--feeder <profile>', 'what feeds it').choices(['pi-integrator', 'sender']))
    .option('--name <view>', "the view's name; of the file's without it")
    .option('--files <pattern>', 'names of the files of this view, such as "kiln_*.csv"')
    .option('--yes', 'write what was found without asking at the end')
    .option('--encoding <name>')
    .option('--header-line <line>', 'that of the header, counted from 1, where others come before it', whole('line'))
    .option('--delimiter <character>', 'or tab, semicolon, comma, bar')
    .addOption(new Option('--decimal <mark>').choices(['.', ',']))
    .option('--time-column <name>')
    .option('--time-format <pattern>', 'such as "dd.MM.yyyy HH:mm:ss"')
    .option('--zone <name>', 'of times that do not say it, such as Europe/Berlin')
    .option('--asset-column <name>')
    .option('--unit <column=unit>', 'unit of a column, again for each ("none" for none)', unitOf, {})
    .option('--without-units', 'columns that name no unit have none')
    .option('--grid <seconds>', 'between two rows of gold', whole('seconds'))
    .option('--stale-after <seconds>', 'after which a value does not stand for the present', whole('seconds'))
    .action(addView);
  plant
    .command('environment')
    .description('write config/<plant>.json, by which the plant is deployed into the local cloud beside the demo')
    .addOption(config("the plant's file; the only one without it"))
    .option('--env <name>', "the environment's name; the plant's without it")
    .action(async (options: { config?: string; env?: string }) => {
      const [{ writeEnvironment }, { chosenFile }] = await Promise.all([
        import('./environment.ts'),
        import('./plant-file.ts'),
      ]);
      await writeEnvironment(chosenFile(options.config), options.env);
    });
  plant
    .command('webapi')
    .description("serve a PI Web API over the demo's data until it is interrupted (--help of its own: -- --help)")
    .argument('[options...]', 'such as --source reactor --source cases --fault cut:10')
    .allowUnknownOption()
    .action(async (options: string[]) => (await import('./webapi.ts')).serveWebApi(options));
  return plant;
}

/** `airlock clean`: the jobs' own code over a folder. */
export function cleanCommand(): Command {
  return new Command('clean')
    .argument('<folder>', 'what is new in it is taken', (folder) => resolve(folder))
    .addOption(config("the plant's file; the only one without it"))
    .requiredOption('--out <folder>', 'where replica and report go', (folder) => resolve(folder))
    .action(async (folder: string, options: { config?: string; out: string }) => {
      const [{ clean }, { chosenFile }] = await Promise.all([import('./clean.ts'), import('./plant-file.ts')]);
      process.exitCode = await clean(folder, chosenFile(options.config), options.out);
    });
}

async function addView(file: string, options: ViewOptions): Promise<void> {
  const [{ addView: add }, { chosenFile }, { atTerminal }] = await Promise.all([
    import('./add-view.ts'),
    import('./plant-file.ts'),
    import('./questions.ts'),
  ]);
  const { site, feeder, name, files, yes = false, unit, withoutUnits, config, ...said } = options;
  const asker = process.stdin.isTTY ? atTerminal() : null;
  try {
    const answers = { ...said, units: unit, ...(withoutUnits && { noUnit: true }) };
    const place = { ...(site && { site }), ...(feeder && { feeder }), ...(name && { name }), ...(files && { files }) };
    await add({ file, config: chosenFile(config), place, answers, yes, asker });
  } finally {
    asker?.close();
  }
}

const config = (about: string): Option => new Option('--config <file>', about).argParser((file) => resolve(file));

function unitOf(text: string, before: Record<string, string>): Record<string, string> {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError(`got "${text}", wanted <column>=<unit>`);
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}

function whole(what: string): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError(`got "${text}", wanted a whole number: ${what}`);
    return Number(text);
  };
}
