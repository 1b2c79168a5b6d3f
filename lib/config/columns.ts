import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { isUnit, UNITS } from '../../contract/units.ts';
import { type Column, type Config, columnSchema } from './config.ts';
import { didYouMean } from './did-you-mean.ts';
import { describe } from './messages.ts';
import { firstTwice, sameName } from './names.ts';

const HEADER = ['name', 'unit', 'type', 'step', 'zero', 'span'];

/** Columns of every wide view that are no attribute, whatever its columns are. */
const OWN = ['Id', 'PIIntTSTicks', 'PIIntShapeID'];

/**
 * Reads the column file of every view that has one, as the jobs will.
 *
 * @throws Error naming for each file that cannot be used the configuration's file and key path, and what is wrong in which line.
 */
export function checkColumns(config: Pick<Config, 'sites'>, folder: string, source: string): void {
  const faults = config.sites.flatMap(({ feeders }, site) =>
    feeders.flatMap(({ views }, feeder) =>
      views.flatMap((view, index) => {
        const fault = 'columns' in view ? faultOf(view, folder) : undefined;
        const path = `sites[${site}].feeders[${feeder}].views[${index}].columns`;
        return fault === undefined ? [] : fault.split('\n').map((line) => `${source}: ${path}: ${line}`);
      }),
    ),
  );
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

interface WideView {
  readonly assetColumn: string;
  readonly timeColumn: string;
  readonly columns: string;
}

function faultOf({ assetColumn, timeColumn, columns }: WideView, folder: string): string | undefined {
  const file = join(folder, columns);
  try {
    const taken = [assetColumn, timeColumn, ...OWN];
    const own = readColumns(file).find(({ name }) => taken.some((other) => sameName(name, other)));
    if (own === undefined) return undefined;
    return `${file}: got the column "${own.name}", wanted attributes alone: ${taken.join(', ')} are the view's own columns`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
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
  if (columns.length === 0)
    throw new Error(`${file}: got a header and no column, wanted a line for each column of the view`);
  const twice = firstTwice(columns.map(({ name }) => name));
  if (twice !== undefined) throw new Error(`${file}: ${twice}`);
  return columns;
}

function toColumn([name, unit, type, step, zero, span]: string[], where: string): Column {
  const parsed = columnSchema.safeParse(
    { name, unit: unit?.trim() || null, type, step: boolean(step), zero: number(zero), span: number(span) },
    { reportInput: true },
  );
  if (parsed.success) return known(parsed.data, where);
  throw new Error(parsed.error.issues.map((issue) => `${where}: ${describe(issue)}`).join('\n'));
}

function boolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function number(text: string | undefined): number | string | null | undefined {
  if (text === '') return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

/** The column, whose unit must be known: readings of another would all be bad. */
function known(column: Column, where: string): Column {
  const { name, unit, span } = column;
  if (name.trim() !== name) throw new Error(`${where}: name: got "${name}", wanted no blank around it`);
  if (span !== null && span < 0)
    throw new Error(`${where}: span: got ${span}, wanted the range above zero, or nothing`);
  if (unit === null || isUnit(unit)) return column;
  throw new Error(
    `${where}: unit: got "${unit}", wanted a unit of contract/units.csv, or nothing${didYouMean(unit, UNITS)}`,
  );
}
