import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addView } from '../../tools/own/add-view.ts';
import { clean } from '../../tools/own/clean.ts';
import type { Answers } from '../../tools/own/guess.ts';
import { init } from '../../tools/own/init.ts';
import { python, ROOT } from '../../tools/project/paths.ts';

const work = mkdtempSync(join(tmpdir(), 'airlock-exports-'));
const [files, config, out] = [join(work, 'files'), join(work, 'works.json'), join(work, 'out')];
const said: string[] = [];
const print = console.log;

const MAKERS = ['trend_tool', 'boiler_report', 'spreadsheet', 'batch_records', 'integrator', 'data_frame'];

/** What a person says of each file. */
const ANSWERS: Readonly<Record<string, Partial<Answers>>> = {
  'U10_trend_20260115.txt': { zone: 'America/Chicago', units: { '10AI-2047.PV': 'none' } },
  'Kessel3_2026-03-29.csv': { zone: 'Europe/Berlin' },
  'sechoir export.txt': { zone: 'Europe/Paris', timeFormat: 'dd/MM/yyyy HH:mm' },
  'fermenter_batch_0117.csv': { units: { pH: 'none' } },
  'CementMills_20260210000000.parquet': { zone: 'UTC', noUnit: true },
  'tanks_long_202603.parquet': {},
};

beforeAll(async () => {
  console.log = (text: string) => {
    said.push(text);
  };
  mkdirSync(files);
  const make = `import exports; from pathlib import Path; [getattr(exports, each)(Path(${JSON.stringify(files)})) for each in ${JSON.stringify(MAKERS)}]`;
  execFileSync(python('jobs'), ['-c', make], { cwd: join(ROOT, 'test', 'own') });
  init('works', config);
  for (const [file, answers] of Object.entries(ANSWERS)) {
    await addView({
      file: join(files, file),
      config,
      place: {},
      answers: { units: {}, ...answers },
      yes: true,
      asker: null,
    });
  }
}, 300_000);

afterAll(() => {
  console.log = print;
  rmSync(work, { recursive: true });
});

test('six exports of six programs are cleaned, each cell to its value at its moment, or bad with its reason', async () => {
  expect(await clean(files, config, out)).toBe(0);
  for (const [tag, utc, right] of RIGHT) {
    expect([tag, utc, silver(`works:${tag}`, utc)]).toEqual([tag, utc, right]);
  }
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('works_u_trend');
}, 300_000);

const RIGHT: readonly (readonly [string, string, number | string])[] = [
  ['Unit 10|10FIC-2041.PV (gpm)', '2026-01-15T17:04:05.000', 1234.5],
  ['Unit 10|10FIC-2041.PV (gpm)', '2026-01-15T18:00:05.000', 1346.5],
  ['Unit 10|10FIC-2041.PV (gpm)', '2026-01-15T19:34:05.000', 'STATE_SYSTEM'],
  ['Unit 10|10FIC-2041.PV (gpm)', '2026-01-15T19:34:35.000', 'VALUE_EMPTY'],
  ['Unit 10|10TI-2044.PV (degF)', '2026-01-15T19:09:05.000', 'VALUE_UNPARSEABLE'],
  ['Kessel 3|Durchfluß Speisewasser [t/h]', '2026-03-28T22:00:00.000', 112],
  ['Kessel 3|Durchfluß Speisewasser [t/h]', '2026-03-28T22:40:00.000', 'VALUE_UNPARSEABLE'],
  ['Kessel 3|Durchfluß Speisewasser [t/h]', '2026-03-29T01:00:00.000', 113.8],
  ['Kessel 3|Leistung [kW]', '2026-03-29T01:00:00.000', 31430],
  ['Sécheur 1|Débit vapeur (kg/h)', '2026-02-02T23:00:00.000', 12500],
  ['Sécheur 2|Débit vapeur (kg/h)', '2026-02-02T23:05:00.000', 12500.3],
  ['F-201|DO, % sat. [%]', '2026-01-17T06:03:00.002', 40.2],
  ['F-201|Temp, jacket (degC)', '2026-01-17T08:30:00.100', 'STATE_SYSTEM'],
  ['Mill 1|Feed Rate', '2026-02-10T00:35:00.000', 150 + 10 * Math.sin(1)],
  ['Mill 1|Bearing Temp', '2026-02-10T00:25:00.000', 'VALUE_EMPTY'],
  ['Mill 2|Running', '2026-02-10T00:38:00.000', 'STATE_SYSTEM'],
  ['Tank 7|Level', '2026-03-01T00:02:20.000', 1],
  ['Tank 7|Level', '2026-03-01T00:11:00.000', 'QUALITY_BAD'],
];

/** The value that holds of a tag at a moment, or the reason why there is none. */
function silver(tag: string, utc: string): number | string | null {
  const query = `import json, sys, duckdb
from deltalake import DeltaTable
con = duckdb.connect()
con.execute("SET TimeZone = 'UTC'")
con.register("event", DeltaTable(sys.argv[1]).to_pyarrow_dataset())
print(json.dumps(con.execute("SELECT value, reason FROM event WHERE tag_id = ? AND strftime(event_time, '%Y-%m-%dT%H:%M:%S.%g') = ? AND is_current", sys.argv[2:]).fetchall()))`;
  const told = execFileSync(python('jobs'), ['-c', query, join(out, 'silver', 'delta', 'pi_event'), tag, utc], {
    cwd: ROOT,
  });
  const [[value, reason] = [null, 'no row'], ...others]: [number | null, string | null][] = JSON.parse(String(told));
  return others.length > 0 ? 'several rows' : (reason ?? value);
}

test('a file whose columns have changed is read, and clean says what came and what went', async () => {
  const lines = ['Element\tTimestamp\t10FIC-2041.PV (gpm)\tVibration', 'Unit 11\t1/16/2026 9:00:00 a.m.\t1,000.5\t3'];
  writeFileSync(join(files, 'U11_trend_20260116.txt'), lines.map((line) => `${line}\r\n`).join(''));
  expect(await clean(files, config, out)).toBe(0);
  const told =
    'Columns of works/pi-integrator/u-trend: new columns: Vibration; missing columns: 10TI-2044.PV (degF), 10PI-2050.PV (psig), 10XV-2042.ZSO, 10AI-2047.PV (1 file)';
  expect(said).toContainEqual(told);
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('new columns: Vibration');
  expect(silver('works:Unit 11|10FIC-2041.PV (gpm)', '2026-01-16T15:00:00.000')).toBe(1000.5);
}, 300_000);

test('a file that cannot be read says what was got and what was wanted', async () => {
  const lines = ['Anlagenteil;Zeitstempel;Leistung [kW]', 'Kessel 3;30.03.2026 00:00:00;1,5'];
  writeFileSync(join(files, 'Kessel3_2026-03-30.csv'), lines.map((line) => `${line}\r\n`).join(''));
  expect(await clean(files, config, out)).toBe(1);
  expect(said).toContainEqual(
    expect.stringMatching(
      /^Not read: Kessel3_2026-03-30\.csv: missing: Anlagenteil, Zeitstempel; got .*line 1 has them/,
    ),
  );
  rmSync(join(files, 'Kessel3_2026-03-30.csv'));
}, 300_000);

test('an account that does not close ends with 1', async () => {
  const spoil =
    'import sys; from deltalake import DeltaTable; DeltaTable(sys.argv[1]).update(updates={"cells_in": "cells_in + 1"}, predicate="view = \'u-trend\'")';
  execFileSync(python('jobs'), ['-c', spoil, join(out, 'silver', 'delta', 'ledger')], { cwd: ROOT });
  expect(await clean(files, config, out)).toBe(1);
  expect(said).toContainEqual(expect.stringMatching(/^The account of works u-trend does NOT add up/));
}, 300_000);
