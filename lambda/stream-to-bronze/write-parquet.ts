import { Writable } from 'node:stream';
import parquet from 'parquetjs-lite';
import type { StreamRow } from './decode.ts';

type Column = [keyof StreamRow, 'UTF8' | 'INT32' | 'BOOLEAN', 'optional' | 'required'];

const COLUMNS: readonly Column[] = [
  ['asset', 'UTF8', 'optional'],
  ['attribute', 'UTF8', 'optional'],
  ['point', 'UTF8', 'optional'],
  ['timestamp', 'UTF8', 'optional'],
  ['value', 'UTF8', 'optional'],
  ['state_code', 'INT32', 'optional'],
  ['is_system', 'BOOLEAN', 'optional'],
  ['good', 'BOOLEAN', 'optional'],
  ['questionable', 'BOOLEAN', 'optional'],
  ['substituted', 'BOOLEAN', 'optional'],
  ['annotated', 'BOOLEAN', 'optional'],
  ['unit', 'UTF8', 'optional'],
  ['shard', 'UTF8', 'required'],
  ['sequence', 'UTF8', 'required'],
  ['raw', 'UTF8', 'optional'],
];

/** One Parquet file of the rows in their order. The same rows give the same bytes. */
export async function writeParquet(rows: readonly StreamRow[]): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const writer = await parquet.ParquetWriter.openStream(schema(), output, {
    rowGroupSize: rows.length,
    // Pages of the first version: every reader of Parquet takes them.
    useDataPageV2: false,
    pageIndex: false,
  });
  for (const row of rows) await writer.appendRow(row);
  await writer.close();
  return Buffer.concat(chunks);
}

function schema(): InstanceType<typeof parquet.ParquetSchema> {
  return new parquet.ParquetSchema(
    Object.fromEntries(
      COLUMNS.map(([name, type, need]) => [
        name,
        // The package orders texts by UTF-16, Parquet by bytes: a reader would skip rows by such statistics.
        { type, optional: need === 'optional', compression: 'SNAPPY', statistics: false },
      ]),
    ),
  );
}
