import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const aliases = z.array(z.object({ alias: z.string() }));

/** Every spelling of a unit in contract/units.csv. */
export const UNITS: readonly string[] = aliases
  .parse(parse(readFileSync(join(import.meta.dirname, 'units.csv')), { columns: true }))
  .map(({ alias }) => alias);

const KEYS = new Set(UNITS.map(keyOf));

/** Whether a text may name a unit. The rules look closer: what is spelt like two units is none of them there. */
export function isUnit(text: string): boolean {
  return KEYS.has(keyOf(text));
}

function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s.·*^()]/g, '');
}
