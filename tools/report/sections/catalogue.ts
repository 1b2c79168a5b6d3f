import type { ReportData } from '../data.ts';
import { number, plural } from '../format.ts';
import { groupBy } from '../group.ts';
import { type Html, html } from '../html.ts';
import type { CatalogueTable } from '../stage-data.ts';
import { section, table } from './section.ts';

const FORMATS: Readonly<Record<string, string>> = { delta: 'Delta', csv: 'CSV', parquet: 'Parquet', json: 'JSON' };

/** The tables that whoever has the right to finds by name. */
export function catalogueSection({ catalogue }: ReportData): Html | undefined {
  if (catalogue.length === 0) return undefined;
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

function tableCard({ table: name, format, location, partitions, partitionKeys, columns }: CatalogueTable): Html {
  const parts =
    partitionKeys.length === 0
      ? 'not divided'
      : `${partitions === 0 ? 'divided' : plural(partitions, 'part')} by ${partitionKeys.map((key) => key.name).join(', ')}`;
  const rows = [
    ...partitionKeys.map((key) => columnRow(key, ' (part)')),
    ...columns.map((each) => columnRow(each, '')),
  ];
  return html`
<details class="card">
<summary>${name} <span class="card-facts">${formatWords(format)} · ${plural(columns.length, 'column')} · ${parts}</span></summary>
<p class="objects"><code class="key">${location}</code></p>
${table(`Columns of ${name}`, ['Column', ['Type']], rows)}
</details>`;
}

function formatWords(format: string): string {
  return FORMATS[format.toLowerCase()] ?? format;
}

function columnRow({ name, type }: { name: string; type: string }, remark: string): Html {
  return html`
<tr><th scope="row"><code>${name}</code>${remark}</th><td class="text"><code>${type}</code></td></tr>`;
}
