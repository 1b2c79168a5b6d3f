import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Column, type Config, columnSchema, type Feeder } from '../../config/config.ts';
import { streamName } from '../../contract/index.ts';

/** The part of the configuration that the jobs read, with each view's columns in place of the file that lists them. */
export interface JobSettings {
  readonly sites: readonly { readonly id: string; readonly feeders: readonly JobFeeder[] }[];
  readonly datasets: Config['datasets'];
  readonly timeTravelDays: number;
  readonly spark: Config['transformation']['spark'];
  readonly gold: Config['transformation']['gold'];
}

interface JobFeeder {
  readonly profile: Feeder['profile'];
  readonly views: readonly object[];

  /** A sender's stream and the view that its records are readings of. @default - the profile has none */
  readonly stream?: { readonly name: string; readonly view: string } | null;
}

const HEADER = ['name', 'unit', 'type', 'step', 'zero', 'span'];

/** Settings of the jobs; `folder` is where a view's column file is looked for. */
export function jobSettings(config: Config, folder: string): JobSettings {
  return {
    sites: config.sites.map((site) => ({
      id: site.id,
      feeders: site.feeders.map((feeder) => ({
        profile: feeder.profile,
        views: feeder.views.map((view) =>
          view.kind === 'wide-csv' ? { ...view, columns: readColumns(join(folder, view.columns)) } : view,
        ),
        stream: feeder.stream && { name: streamName(config, site.id), view: feeder.stream.view },
      })),
    })),
    datasets: config.datasets,
    timeTravelDays: config.transformation.timeTravelDays,
    spark: config.transformation.spark,
    gold: config.transformation.gold,
  };
}

/**
 * Reads the columns of a view: header `name,unit,type,step,zero,span`, one column a line, empty for none.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readColumns(file: string): Column[] {
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted the columns of a view as CSV`);
  const [header, ...rows]: string[][] = parse(readFileSync(file, 'utf8'), { bom: true, skip_empty_lines: true });
  if (header?.join() !== HEADER.join()) {
    throw new Error(`${file}:1: got the header "${header?.join()}", wanted "${HEADER.join()}"`);
  }
  const columns = rows.map((row, index) => toColumn(row, `${file}:${index + 2}`));
  const twice = columns.find((column, index) => columns.findIndex((c) => c.name === column.name) !== index);
  if (twice !== undefined) throw new Error(`${file}: got the column "${twice.name}" twice, wanted each name once`);
  return columns;
}

function toColumn([name, unit, type, step, zero, span]: string[], where: string): Column {
  const parsed = columnSchema.safeParse(
    { name, unit: unit || null, type, step: boolean(step), zero: number(zero), span: number(span) },
    { reportInput: true },
  );
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${where}: ${issue?.path.join('.')}: got ${JSON.stringify(issue?.input)}, wanted ${issue?.message}`);
}

function boolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function number(text: string | undefined): number | string | null | undefined {
  if (text === '') return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
