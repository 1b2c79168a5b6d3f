import type { Sheet } from '../../../lib/config/columns.ts';
import type { Config, Feeder, Profile } from '../../../lib/config/config.ts';
import { code, lines, table } from '../markdown.ts';
import { fedBy } from './sites.ts';

type View = Feeder['views'][number];

/** Views of each site, and how each must be published so that the jobs can read it. */
export function viewsOfSites(config: Config, profile: Profile): string {
  const tables = fedBy(config, profile).map(
    ({ site, feeder }) =>
      `Views of ${site}:\n\n${table(['View', 'File format', 'Written so'], feeder.views.map(rowOf))}`,
  );
  return tables.join('\n\n');
}

function rowOf(view: View): string[] {
  if (view.kind === 'long-parquet') return [code(view.name), 'Parquet', 'one reading a row'];
  if (view.kind === 'tag-snapshot') return [code(view.name), 'Parquet', 'one tag a row, all tags in each file'];
  const { name, zone, timeFormat, decimal, thousands } = view;
  const inZone = zone === null ? 'with its zone in each' : `in ${zone}`;
  const written = [
    ...('delimiter' in view ? formOf(view) : []),
    ...columnsOf(view),
    timeFormat === null ? `time: a timestamp, ${inZone}` : `time: ${code(timeFormat)}, ${inZone}`,
    `decimal sign: ${code(decimal)}`,
    ...(thousands === null ? [] : [`sign between thousands: ${code(thousands)}`]),
  ];
  const format =
    'delimiter' in view ? 'text (`.csv` or `.txt`) with a line of column names' : 'Parquet, a column an attribute';
  return [code(name), format, lines(written)];
}

function columnsOf(view: Sheet): string[] {
  if ('timeColumn' in view)
    return [`column of the asset: ${code(view.assetColumn)}`, `column of the time: ${code(view.timeColumn)}`];
  const { idColumn, startColumn, endColumn } = view;
  return [
    'one event frame a row',
    `columns of its id, start and end: ${[idColumn, startColumn, endColumn].map(code).join(', ')}`,
  ];
}

function formOf({ delimiter, encoding }: Extract<View, { delimiter: string }>): string[] {
  return [`delimiter: ${delimiter === '\t' ? 'tab' : code(delimiter)}`, `encoding: ${encoding}`];
}
