import {
  type Column,
  type GlueClient,
  paginateGetPartitions,
  paginateGetTables,
  type Table,
} from '@aws-sdk/client-glue';
import { catalogueName } from '../../../lib/contract/index.ts';
import type { CatalogueColumn, CatalogueTable } from '../../report/stage-data.ts';
import type { Demo } from '../demo.ts';

/** Every table of the catalogue, by name, as the account's owner sees it. */
export async function readCatalogue(demo: Demo): Promise<CatalogueTable[]> {
  const { glue } = demo.deployer;
  const database = catalogueName(demo.config);
  const tables: Table[] = [];
  for await (const page of paginateGetTables({ client: glue }, { DatabaseName: database })) {
    tables.push(...(page.TableList ?? []));
  }
  const read = await Promise.all(tables.map((table) => readTable(glue, database, table)));
  return read.sort((a, b) => a.table.localeCompare(b.table));
}

async function readTable(glue: GlueClient, database: string, table: Table): Promise<CatalogueTable> {
  const { Name: name = '', PartitionKeys: keys, StorageDescriptor: storage, Parameters: parameters } = table;
  let partitions = 0;
  for await (const page of paginateGetPartitions({ client: glue }, { DatabaseName: database, TableName: name })) {
    partitions += page.Partitions?.length ?? 0;
  }
  return {
    table: name,
    format: parameters?.classification ?? 'unknown',
    location: storage?.Location ?? '',
    partitions,
    partitionKeys: listed(keys),
    columns: listed(storage?.Columns),
  };
}

function listed(columns: readonly Column[] | undefined): CatalogueColumn[] {
  return (columns ?? []).map(({ Name: name = '', Type: type = 'unknown' }) => ({ name, type }));
}

/** Two lines a table: what and where it is, and how many columns there are of which type. */
export function catalogueTable(tables: readonly CatalogueTable[]): string {
  const width = Math.max(0, ...tables.map(({ table }) => table.length));
  return tables
    .map(({ table, format, location, partitions, partitionKeys, columns }) => {
      const by = partitionKeys.map(({ name, type }) => `${name} ${type}`).join(', ');
      const listed = format === 'delta' ? '' : ` (${partitions} listed)`;
      const parts = by === '' ? '' : `, partitioned by ${by}${listed}`;
      return `${table.padEnd(width)}  ${format.padEnd(7)}  ${columns.length} columns: ${types(columns)}${parts}\n  ${location}`;
    })
    .join('\n');
}

function types(columns: readonly CatalogueColumn[]): string {
  const counts = new Map<string, number>();
  for (const { type } of columns) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([type, count]) => `${count} ${type}`)
    .join(', ');
}
