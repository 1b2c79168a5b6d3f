import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addView } from '../../tools/own/add-view.ts';
import { clean } from '../../tools/own/clean.ts';
import type { Answers } from '../../tools/own/guess.ts';
import { init } from '../../tools/own/init.ts';
import { readPlant } from '../../tools/own/plant-file.ts';
import type { Asker } from '../../tools/own/questions.ts';
import { python, ROOT } from '../../tools/project/paths.ts';

const work = mkdtempSync(join(tmpdir(), 'airlock-own-test-'));
const [files, config, out] = [join(work, 'files'), join(work, 'kiln.json'), join(work, 'out')];
const said: string[] = [];
const print = console.log;

/** Adds the view of a file with answers given as options, as on a machine without a terminal. */
const add = (file: string, answers: Partial<Answers>, asker: Asker | null = null, yes = true): Promise<void> =>
  addView({ file: join(files, file), config, place: {}, answers: { units: {}, ...answers }, yes, asker });

const configs = (): string => JSON.stringify(readPlant(config));

beforeAll(() => {
  console.log = (text: string) => {
    said.push(text);
  };
  mkdirSync(files);
  const make = `import files; from pathlib import Path; f = Path(${JSON.stringify(files)}); files.tab_12_hours(f); files.semicolon_comma_bom(f); files.utf_16(f); files.long_parquet(f)`;
  execFileSync(python('jobs'), ['-c', make], { cwd: join(ROOT, 'test', 'own') });
  init('kiln', config);
}, 120_000);

afterAll(() => {
  console.log = print;
  rmSync(work, { recursive: true });
});

test('a plant that is there is not written over', () => {
  expect(() => init('kiln', config)).toThrow('is there already');
});

test('without a terminal nothing is guessed in silence: the options that answer are named', async () => {
  await expect(add('Process_20260320000000.txt', {})).rejects.toThrow(
    /--zone <such as Europe\/Berlin>[\s\S]*--unit 'Valve=<unit>'/,
  );
  expect(readPlant(config).sites).toEqual([]);
});

test('a file of which no cell is good, read so, is not written', async () => {
  const wrong = { zone: 'Asia/Tokyo', units: { Valve: 'none' } };
  await expect(add('Process_20260320000000.txt', wrong)).rejects.toThrow('not one cell is good');
  expect(readPlant(config).sites).toEqual([]);
}, 120_000);

test('what a person is asked is taken, and what a person refuses is not written', async () => {
  const asked: string[] = [];
  const asker: Asker = {
    ask: async ({ option }) => {
      asked.push(option);
      return option === 'zone' ? 'Europe/Berlin' : '%';
    },
    confirm: async () => false,
    close: () => {},
  };
  await add('Ofen_2026-03.csv', {}, asker, false);
  expect(asked).toEqual(['zone', 'unit']);
  expect(configs()).not.toContain('Ofen');
}, 120_000);

test('own files are cleaned from the first view to a report, and a second call takes only what is new', async () => {
  await add('Process_20260320000000.txt', { zone: 'America/Sao_Paulo', units: { Valve: 'none' } });
  await add('Ofen_2026-03.csv', { zone: 'Europe/Berlin', noUnit: true });
  await add('tank_long.parquet', { noUnit: true });
  expect(said).toContainEqual(expect.stringContaining('“I/O Timeout”'));
  expect(said).toContainEqual(expect.stringContaining('STATE_SYSTEM: Look at the interface'));
  expect(readFileSync(join(work, 'kiln', 'kiln-process.csv'), 'utf8')).toContain('Flow [m3/h],m3/h,Float64,false,,');

  expect(await clean(files, config, out)).toBe(2);
  expect(said).toContainEqual('Left alone: Export Kessel.csv: no view takes it');
  rmSync(join(files, 'Export Kessel.csv'));
  expect(await clean(files, config, out)).toBe(0);
  expect(said).toContainEqual(expect.stringMatching(/^New in .*: 0 files; known: 3\.$/));
  expect(said).toContainEqual(
    expect.stringContaining(
      'kiln process: 1 file, 1,800 cells = 1,798 good + 2 bad, with a reason + 0 quarantined + 0 exact duplicates: adds up',
    ),
  );
  expect(existsSync(join(out, 'gold', 'kiln_process.parquet'))).toBe(true);
  const page = readFileSync(join(out, 'report.html'), 'utf8');
  const shown = ['pd.read_parquet(&#39;', 'The historian gave a system state'].filter((text) => page.includes(text));
  expect([shown.length, /(?:src|href)="https?:/.test(page)]).toEqual([2, false]);

  writeFileSync(join(files, 'Ofen_2026-04.csv'), 'no table');
  expect(await clean(files, config, out)).toBe(1);
}, 300_000);

test('a folder of other things is not written into', async () => {
  const other = join(work, 'other');
  cpSync(files, other, { recursive: true });
  await expect(clean(files, config, other)).rejects.toThrow('holds other things');
});
