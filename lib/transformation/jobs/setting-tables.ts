import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { type Column, columnSchema, digitalStateSchema, systemStateSchema } from '../../config/config.ts';

export type SystemState = z.infer<typeof systemStateSchema>;
export type DigitalState = z.infer<typeof digitalStateSchema>;

/** A row by header. */
type Row = Readonly<Record<string, string>>;

/** The digital sets that a view's columns may name, and the file that lists them. */
export interface KnownSets {
  readonly file: string;
  readonly names: ReadonlySet<string>;
}

/**
 * Reads the columns of a view, one a line: header `name,unit,type,step,zero,span`, and where they are needed `future` and `set`; empty for
 * none. `sets` are those that the view's settings have, null where they name no file of them.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readColumns(file: string, sets: KnownSets | null): Column[] {
  const needed = ['name', 'unit', 'type', 'step', 'zero', 'span'];
  const rows = readTable(file, 'the columns of a view', needed, ['future', 'set']);
  const columns = rows.map((row, index) => toColumn(row, sets, `${file}:${index + 2}`));
  const twice = columns.find((column, index) => columns.findIndex((c) => c.name === column.name) !== index);
  if (twice !== undefined) throw new Error(`${file}: got the column "${twice.name}" twice, wanted each name once`);
  return columns;
}

/**
 * Reads digital sets, a state a line: header `set,code,name`. PI lets a name come twice in a set, but no code.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readDigitalSets(file: string): DigitalState[] {
  const rows = readTable(file, 'digital sets', ['set', 'code', 'name']);
  const states = rows.map((row, index) =>
    checked(digitalStateSchema, { ...row, code: number(row.code) }, `${file}:${index + 2}`),
  );
  refuseTwice(file, states, ({ set, code }) => `the code ${code} of "${set}"`);
  return states;
}

/**
 * Reads a site's own names of system states, one a line: header `code,name`. A state may have several names, a name one state.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readSystemStates(file: string): SystemState[] {
  const rows = readTable(file, 'names of system states', ['code', 'name']);
  const states = rows.map((row, index) =>
    checked(systemStateSchema, { ...row, code: number(row.code) }, `${file}:${index + 2}`),
  );
  refuseTwice(file, states, ({ name }) => `the name "${name.trim().toLowerCase()}"`);
  return states;
}

function readTable(file: string, what: string, needed: readonly string[], optional: readonly string[] = []): Row[] {
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted ${what} as CSV`);
  const [header = [], ...rows]: string[][] = parse(readFileSync(file, 'utf8'), { bom: true, skip_empty_lines: true });
  const isAsWanted =
    needed.every((name) => header.includes(name)) &&
    header.every((name, index) => [...needed, ...optional].includes(name) && header.indexOf(name) === index);
  if (!isAsWanted) {
    const more = optional.length > 0 ? ` and perhaps ${optional.join()}` : '';
    throw new Error(`${file}:1: got the header "${header.join()}", wanted "${needed.join()}"${more}`);
  }
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

function toColumn(row: Row, sets: KnownSets | null, where: string): Column {
  const { name, unit, type, step, zero, span, future, set } = row;
  const told = {
    name,
    unit: unit || null,
    type,
    step: boolean(step),
    zero: number(zero),
    span: number(span),
    future: future ? boolean(future) : false,
    set: set || null,
  };
  const column = checked(columnSchema, told, where);
  if (column.set === null) return column;
  if (column.type !== 'Digital') {
    throw new Error(
      `${where}: set: got "${column.set}" on a column of type ${column.type}, wanted it on Digital ones only`,
    );
  }
  if (!sets?.names.has(column.set)) {
    const known = sets === null ? "a file of digital sets as the view's digitalSets" : `a set of ${sets.file}`;
    const names = sets === null ? '' : ` (known: ${[...sets.names].join(', ')})`;
    throw new Error(`${where}: set: got "${column.set}", wanted ${known}${names}`);
  }
  return column;
}

function checked<T>(schema: z.ZodType<T>, told: unknown, where: string): T {
  const parsed = schema.safeParse(told, { reportInput: true });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${where}: ${issue?.path.join('.')}: got ${JSON.stringify(issue?.input)}, wanted ${issue?.message}`);
}

function refuseTwice<T>(file: string, rows: readonly T[], nameOf: (row: T) => string): void {
  const names = rows.map(nameOf);
  const index = names.findIndex((name, place) => names.indexOf(name) !== place);
  if (index >= 0) throw new Error(`${file}:${index + 2}: got ${names[index]} twice, wanted it once`);
}

function boolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

function number(text: string | undefined): number | string | null | undefined {
  if (text === '') return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
