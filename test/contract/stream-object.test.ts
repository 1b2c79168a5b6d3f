import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../lambda/stream-to-bronze/decode.ts';
import { writeParquet } from '../../lambda/stream-to-bronze/write-parquet.ts';
import { python } from '../../tools/project/paths.ts';
import { run } from '../../tools/project/run.ts';
import { streamRecord } from '../ingestion/stream-records.ts';

// The jobs' own reader: a column that the file has under another name is missing, or null.
const READ = `
import json, sys
from pathlib import Path
from replica.engine.connect import connect
from replica.engine.limits import limits_here
from replica.readers.long_parquet import open_objects
from replica.readers.reader import CELL, Fetched
from replica.settings import View
file = Path(sys.argv[1])
with connect(limits_here(file.parent)) as con:
    (opened,) = open_objects(con, View("reactor", "long-parquet"), [Fetched(1, file, "a key")])
    rows = con.execute("SELECT " + ", ".join(CELL) + " FROM (" + opened.query + ") ORDER BY source_row").fetchall()
print(json.dumps([{name: str(cell) if name == "event_ticks" else cell for name, cell in zip(CELL, row)} for row in rows]))
`;

const READING = {
  asset: 'Unit 1',
  attribute: 'Température',
  point: 'TI-101',
  timestamp: '2026-11-01T00:00:00.1234567Z',
  value: '1.5',
  state_code: 246,
  is_system: false,
  good: true,
  questionable: false,
  substituted: true,
  annotated: false,
  unit: '°C',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stream-object-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the job reads what the stream's function writes", async () => {
  const file = join(folder, '1.object');
  const records = [streamRecord(JSON.stringify(READING), 1), streamRecord('no reading', 2)];
  writeFileSync(file, await writeParquet(records.flatMap(decode)));
  const [reading, other] = JSON.parse(await run(python('jobs'), ['-c', READ, file]));
  const { timestamp, value, unit, annotated, ...same } = READING;
  expect(reading).toMatchObject({ ...same, ts_raw: timestamp, value_raw: value, unit_raw: unit, row_fault: null });
  expect(reading.event_ticks).toBe('639290880001234567');
  expect(other).toMatchObject({
    asset: null,
    value_raw: null,
    row_fault: 'ROW_MALFORMED',
    raw: Buffer.from('no reading').toString('base64'),
  });
});

test('a batch without any reading is an object without rows', async () => {
  const file = join(folder, '1.object');
  writeFileSync(file, await writeParquet(decode(streamRecord('[]', 1))));
  expect(JSON.parse(await run(python('jobs'), ['-c', READ, file]))).toEqual([]);
});
