import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { describe } from './messages.ts';

/** A line of a CSV file by its header, and where it stands. */
export interface Line {
  readonly row: Readonly<Record<string, string>>;
  readonly where: string;
}

/**
 * Reads a CSV file that the configuration names, with a header of the `needed` columns and perhaps `optional` ones, in any order.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readLines(
  file: string,
  what: string,
  needed: readonly string[],
  optional: readonly string[] = [],
): Line[] {
  if (!existsSync(file)) throw new Error(`${file}: no such file, wanted ${what} as CSV`);
  const [header = [], ...rows]: string[][] = parse(readFileSync(file, 'utf8'), { bom: true, skip_empty_lines: true });
  const isAsWanted =
    needed.every((name) => header.includes(name)) &&
    header.every((name, index) => [...needed, ...optional].includes(name) && header.indexOf(name) === index);
  if (!isAsWanted) {
    const more = optional.length > 0 ? ` and perhaps ${optional.join()}` : '';
    throw new Error(`${file}:1: got the header "${header.join()}", wanted "${needed.join()}"${more}`);
  }
  return rows.map((row, index) => ({
    row: Object.fromEntries(header.map((name, place) => [name, row[place] ?? ''])),
    where: `${file}:${index + 2}`,
  }));
}

/** What a line says. @throws Error naming line, column, what was got and what was wanted. */
export function parsed<T>(schema: z.ZodType<T>, told: unknown, where: string): T {
  const result = schema.safeParse(told, { reportInput: true });
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${where}: ${describe(issue)}`).join('\n'));
}

/** The text as true or false, or as it is where it says neither. */
export function boolean(text: string | undefined): boolean | string | undefined {
  return text === 'true' || text === 'false' ? text === 'true' : text;
}

/** The text as a number, null where it is empty, or as it is where it says none. */
export function number(text: string | undefined): number | string | null | undefined {
  if (text === '') return null;
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}
