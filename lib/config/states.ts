import { join } from 'node:path';
import type { z } from 'zod';
import { type Config, digitalStateSchema, systemStateSchema } from './config.ts';
import { sameName } from './names.ts';
import { type Line, number, parsed, readLines } from './table-file.ts';

export type SystemState = z.infer<typeof systemStateSchema>;
export type DigitalState = z.infer<typeof digitalStateSchema>;

/**
 * Reads digital sets, a state a line: header `set,code,name`. PI lets a name come twice in a set, but no code.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readDigitalSets(file: string): DigitalState[] {
  const lines = readLines(file, 'digital sets', ['set', 'code', 'name']);
  const states = lines.map((line) => parsed(digitalStateSchema, withCode(line), line.where));
  refuseTwice(
    lines,
    states,
    (one, other) => one.set === other.set && one.code === other.code,
    ({ set, code }) => `the code ${code} of "${set}"`,
  );
  return states;
}

/**
 * Reads a site's own names of system states, one a line: header `code,name`. A state may have several names, a name one state.
 *
 * @throws Error naming file, line, what was got and what was wanted.
 */
export function readSystemStates(file: string): SystemState[] {
  const lines = readLines(file, 'names of system states', ['code', 'name']);
  const states = lines.map((line) => parsed(systemStateSchema, withCode(line), line.where));
  refuseTwice(
    lines,
    states,
    (one, other) => sameName(one.name, other.name),
    ({ name }) => `the name "${name}"`,
  );
  return states;
}

/**
 * Reads the names of system states of every site that has them, as the jobs will.
 *
 * @throws Error naming the configuration's file and key path, and what is wrong in which line.
 */
export function checkStates({ sites }: Pick<Config, 'sites'>, folder: string, source: string): void {
  sites.forEach(({ states }, index) => {
    if (states === undefined) return;
    try {
      readSystemStates(join(folder, states));
    } catch (error) {
      throw new Error(`${source}: sites[${index}].states: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function withCode({ row }: Line): object {
  return { ...row, code: number(row.code) };
}

function refuseTwice<T>(
  lines: readonly Line[],
  rows: readonly T[],
  same: (one: T, other: T) => boolean,
  say: (row: T) => string,
): void {
  rows.forEach((row, index) => {
    if (rows.findIndex((other) => same(other, row)) === index) return;
    throw new Error(`${lines[index]?.where}: got ${say(row)} twice, wanted it once`);
  });
}
