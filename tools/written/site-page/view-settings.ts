import { isSheet, readViewTables, type Sheet } from '../../../lib/config/columns.ts';
import type { Config, Feeder } from '../../../lib/config/config.ts';
import { CONFIG_FOLDER } from '../../../lib/config/load-config.ts';
import { code, lines, table } from '../markdown.ts';

type Site = Config['sites'][number];

/** What of the cloud's settings bounds how a view is published. */
export type Bounds = Pick<Config, 'intake' | 'alarms'>;

/** How each view of a PI Integrator is to be made: a table of settings, and the columns that the cloud knows of. */
export function viewSettings(site: Site, feeder: Feeder, bounds: Bounds): string {
  return feeder.views
    .filter(isSheet)
    .map((view) =>
      [
        `### View ${code(view.name)}`,
        table(['Setting', 'Wanted'], rowsOf(site, view, bounds)),
        attributesOf(view),
      ].join('\n\n'),
    )
    .join('\n\n');
}

function rowsOf(site: Site, view: Sheet, { intake, alarms }: Bounds): string[][] {
  const isText = 'delimiter' in view;
  return [
    [
      'Kind of view',
      'timeColumn' in view
        ? 'asset view: a row an asset and time, a column an attribute'
        : 'event view: a row an event frame',
    ],
    ['Key columns', keysOf(view)],
    ['Columns that PI Integrator adds', addedOf(view)],
    [
      'Time zone',
      view.zone === null
        ? 'each time says its own offset, such as `+01:00`'
        : `${code(view.zone)}, whatever the server's own is`,
    ],
    [
      'Time',
      view.timeFormat === null
        ? 'a timestamp, not text'
        : `text as ${code(view.timeFormat)}, in letters of Java's DateTimeFormatter`,
    ],
    [
      'Decimal sign',
      `${code(view.decimal)}${view.thousands === null ? ', and no sign between thousands' : `; between thousands ${code(view.thousands)}`}`,
    ],
    [
      'File format',
      isText
        ? `text: each file begins with the line of column names${view.headerLine === null ? '' : `, in line ${view.headerLine}`}; ${view.delimiter === '\t' ? 'tab' : code(view.delimiter)} between cells; ${view.encoding}`
        : 'Parquet',
    ],
    ['Values', valuesOf(view)],
    [
      'File roll-over',
      `a new file at least every ${alarms.landingSilenceMinutes} minutes, or an alarm says that the site is silent; ${intake.maxObjectBytes.toLocaleString('en')} bytes at most, or it is refused (\`F_TOO_LARGE\`)`,
    ],
    [
      'End of what is published',
      'an hour ago (`*-1h`): PI Integrator does not publish by itself what comes late for a span that it has published',
    ],
    ['Backfill', backfillOf(site, view)],
    ['Storage class, encryption, access list', 'empty'],
  ];
}

function keysOf(view: Sheet): string {
  if ('timeColumn' in view)
    return `${code(view.assetColumn)} is the asset, ${code(view.timeColumn)} the time; both are spelt so, and no attribute has such a name`;
  const { idColumn, startColumn, endColumn } = view;
  return `${code(idColumn)} is the frame's id, ${code(startColumn)} its start, ${code(endColumn)} its end, blank while it is open`;
}

function addedOf(view: Sheet): string {
  const needed = 'ticksStandIn' in view && view.ticksStandIn;
  const ticks = needed
    ? '`PIIntTSTicks` must be there: it tells the time where the text has none that is certain, as in the hour in which clocks are set back'
    : '`PIIntTSTicks` may be there';
  return `${ticks}; \`Id\` and \`PIIntShapeID\` may be there, and are passed over`;
}

function valuesOf(view: Sheet): string {
  if (!('staleAfterSeconds' in view)) return 'as they are in PI';
  const longest = view.staleAfterSeconds;
  return lines([
    'exact, as PI recorded them, each at its own time; never interpolated: states such as "I/O Timeout" must come through, and gold fills gaps by itself',
    `where only an interval can be had: ${longest} seconds at most; a longer one is taken for silence`,
  ]);
}

function backfillOf({ start }: Site, view: Sheet): string {
  const restates = 'restates' in view && view.restates === true;
  return lines([
    start === undefined ? 'from any time on' : `from ${code(start)} on; an earlier time is taken for a wrong one`,
    'the same reading again counts once, another value at the same time is a correction',
    ...(restates
      ? ['**each file tells all of its span: what PI had there and the file does not name is deleted**']
      : []),
  ]);
}

function attributesOf(view: Sheet): string {
  if (view.columns === undefined) return 'Any further column is an attribute of the frame.';
  const { columns } = readViewTables(view, CONFIG_FOLDER);
  const rows = columns.map(({ name, sentUnit, unit, type }) => [code(name), sentUnit ?? unit ?? 'none', type]);
  const head =
    'Attributes, by their names in the header. One that is new in AF comes through as one of unknown unit: tell the cloud team, which adds it to this list.';
  return `${head}\n\n${table(['Column', 'Unit as sent', 'Type'], rows)}`;
}
