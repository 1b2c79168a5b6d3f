/** The part of parquetjs-lite that we write with; the package brings no types. */
declare module 'parquetjs-lite' {
  import type { Writable } from 'node:stream';

  interface Field {
    readonly type: 'UTF8' | 'INT32' | 'BOOLEAN';
    readonly optional: boolean;
    readonly compression: 'SNAPPY';
    readonly statistics: boolean;
  }

  class ParquetSchema {
    constructor(fields: Record<string, Field>);
  }

  interface WriterOptions {
    readonly rowGroupSize: number;
    readonly useDataPageV2: boolean;
    readonly pageIndex: boolean;
  }

  class ParquetWriter {
    static openStream(schema: ParquetSchema, output: Writable, options: WriterOptions): Promise<ParquetWriter>;
    appendRow(row: object): Promise<void>;
    close(): Promise<void>;
  }

  const parquet: { readonly ParquetSchema: typeof ParquetSchema; readonly ParquetWriter: typeof ParquetWriter };
  export default parquet;
}
