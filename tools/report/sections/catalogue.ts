import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import type { CatalogueTable } from '../stage-data.ts';
import { section, table } from './section.ts';

const FORMATS: Readonly<Record<string, string>> = { delta: 'Delta', csv: 'CSV', parquet: 'Parquet', json: 'JSON' };

/** The tables that whoever has the right to finds by name. */
export function catalogueSection({ catalogue }: ReportData): Html {
  const formats = [...groupBy(catalogue, ({ format }) => format)].map(
    ([format, tables]) => `${number(tables.length)} in ${formatWords(format)}`,
  );
  return section(
    'catalogue',
    'The catalogue: what is where',
    `${plural(catalogue.length, 'table')}, found by looking at the stored files themselves: ${formats.join(', ')}. Whoever may read them finds them here by name, without knowing where the files lie.`,
    html`<div class="cards">${catalogue.map(tableCard)}</div>`,
  );
}

function tableCard(found: CatalogueTable): Html {
  const { table: name, format, location, partitionKeys, columns } = found;
  const rows = [
    ...partitionKeys.map((key) => [html`<code>${key.name}</code> (part)`, html`<code>${key.type}</code>`]),
    ...columns.map((each) => [html`<code>${each.name}</code>`, html`<code>${each.type}</code>`]),
  ];
  return html`
<details class="card">
<summary>${name} <span class="card-facts">${formatWords(format)} · ${plural(columns.length, 'column')} · ${partWords(found)}</span></summary>
<p class="objects"><code class="key">${location}</code></p>
${table(`Columns of ${name}`, ['Column', ['Type']], rows)}
</details>`;
}

function partWords({ partitions, partitionKeys }: CatalogueTable): string {
  if (partitionKeys.length === 0) return 'not divided';
  return `${partitions === 0 ? 'divided' : plural(partitions, 'part')} by ${partitionKeys.map(({ name }) => name).join(', ')}`;
}

function formatWords(format: string): string {
  return FORMATS[format.toLowerCase()] ?? format;
}
