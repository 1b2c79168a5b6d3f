import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../lambda/stream-to-bronze/decode.ts';
import { writeParquet } from '../../lambda/stream-to-bronze/write-parquet.ts';
import { python } from '../../tools/project/paths.ts';
import { run } from '../../tools/project/run.ts';
import { streamRecord } from '../ingestion/stream-records.ts';

// The job's own schema as Arrow's: a column that the file has under another name or type is an error, not a null.
const READ = `
import json, sys
import pyarrow as pa, pyarrow.parquet as pq
from replica.schemas import LONG_ROW
kinds = {"string": pa.string(), "int": pa.int32(), "boolean": pa.bool_()}
wanted = [tuple(field.split()) for field in LONG_ROW.split(",")]
table = pq.read_table(sys.argv[1]).select([name for name, _ in wanted])
assert [(field.name, field.type) for field in table.schema] == [(name, kinds[kind]) for name, kind in wanted], table.schema
print(json.dumps(table.to_pylist()))
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

test("the job reads by its own schema what the stream's function writes", async () => {
  const file = join(folder, 'batch.parquet');
  const records = [streamRecord(JSON.stringify(READING), 1), streamRecord('no reading', 2)];
  writeFileSync(file, await writeParquet(records.map(decode)));
  const nothing = Object.fromEntries(Object.keys(READING).map((name) => [name, null]));
  expect(JSON.parse(await run(python('jobs'), ['-c', READ, file]))).toEqual([
    { ...READING, raw: null },
    { ...nothing, raw: Buffer.from('no reading').toString('base64') },
  ]);
});
