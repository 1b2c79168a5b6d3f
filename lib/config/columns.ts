import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type Column, type Config, columnSchema } from './config.ts';
import { describe } from './messages.ts';
import { firstTwice, sameName } from './names.ts';
import { sentUnitFault, unitFault } from './units.ts';

const HEADER = ['name', 'unit', 'type', 'step', 'zero', 'span'];
const SENT_UNIT = 'sent_unit';

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
 * Reads the columns of a view: header `name,unit,type,step,zero,span`, and `sent_unit` behind where some column needs it; one column a line,
 * empty for none.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readColumns(file: string): Column[] {
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted the columns of a view as CSV`);
  const [header, ...rows]: string[][] = parse(readFileSync(file, 'utf8'), { bom: true, skip_empty_lines: true });
  if (![HEADER, [...HEADER, SENT_UNIT]].some((wanted) => header?.join() === wanted.join())) {
    throw new Error(
      `${file}:1: got the header "${header?.join()}", wanted "${HEADER.join()}" and perhaps ${SENT_UNIT}`,
    );
  }
  const columns = rows.map((row, index) => toColumn(row, `${file}:${index + 2}`));
  if (columns.length === 0)
    throw new Error(`${file}: got a header and no column, wanted a line for each column of the view`);
  const twice = firstTwice(columns.map(({ name }) => name));
  if (twice !== undefined) throw new Error(`${file}: ${twice}`);
  return columns;
}

function toColumn([name, unit, type, step, zero, span, sentUnit]: string[], where: string): Column {
  const parsed = columnSchema.safeParse(
    {
      name,
      unit: unit?.trim() || null,
      type,
      step: boolean(step),
      zero: number(zero),
      span: number(span),
      sentUnit: sentUnit?.trim() || undefined,
    },
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

/** The column, whose units must be known: readings of another would all be bad. */
function known(column: Column, where: string): Column {
  const { name, unit, span, sentUnit, type } = column;
  if (name.trim() !== name) throw new Error(`${where}: name: got "${name}", wanted no blank around it`);
  if (span !== null && span < 0)
    throw new Error(`${where}: span: got ${span}, wanted the range above zero, or nothing`);
  const fault = unit === null ? undefined : unitFault(unit);
  if (fault !== undefined) throw new Error(`${where}: unit: got "${unit}", wanted ${fault}`);
  const sentFault = sentUnit === undefined ? undefined : sentUnitFault(sentUnit, unit, type);
  if (sentFault !== undefined) throw new Error(`${where}: sentUnit: got "${sentUnit}", wanted ${sentFault}`);
  return column;
}
