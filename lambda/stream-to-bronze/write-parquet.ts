import { Writable } from 'node:stream';
import parquet from 'parquetjs-lite';
import reading from '../../contract/tables/reading.json' with { type: 'json' };
import streamRow from '../../contract/tables/stream_row.json' with { type: 'json' };
import type { StreamRow } from './decode.ts';

/** Parquet's types by those of the contract. */
const TYPES: Readonly<Record<string, 'UTF8' | 'INT32' | 'BOOLEAN'>> = {
  string: 'UTF8',
  int: 'INT32',
  boolean: 'BOOLEAN',
};

/** Columns that every row has. */
const REQUIRED = ['shard', 'sequence'];

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
      Object.entries({ ...reading.columns, ...streamRow.columns }).map(([name, { type }]) => [
        name,
        // The package orders texts by UTF-16, Parquet by bytes: a reader would skip rows by such statistics.
        { type: typeOf(type), optional: !REQUIRED.includes(name), compression: 'SNAPPY', statistics: false },
      ]),
    ),
  );
}

function typeOf(type: string): 'UTF8' | 'INT32' | 'BOOLEAN' {
  const found = TYPES[type];
  if (found === undefined) throw new Error(`got the type ${type}, wanted one of ${Object.keys(TYPES).join(', ')}`);
  return found;
}
