import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { nearest } from './nearest.ts';

/** A unit as contract/units.csv has it; `air` is how many atmospheres lie between a pressure unit's zero and vacuum, empty where it does not say. */
const unitSchema = z.object({ alias: z.string(), dimension: z.string(), kind: z.string(), air: z.string() });
type Unit = z.infer<typeof unitSchema>;

const UNITS: ReadonlyMap<string, Unit> = new Map(
  z
    .array(unitSchema)
    .parse(parse(readFileSync(join(import.meta.dirname, '..', '..', 'contract', 'units.csv')), { columns: true }))
    .map((unit) => [unit.alias, unit]),
);

/** A unit that the jobs know, spelt as in contract/units.csv: who declares one can look it up, other than who sends it. */
export const unitName = z.string().refine((text) => UNITS.has(text), {
  error: ({ input }) => `a unit of contract/units.csv, or none${suggested(String(input))}`,
});

/** What must be told of a column that is sent in another unit than silver holds, undefined where all is well. */
export function sentUnitFault(sent: string, held: string | null, type: string): string | undefined {
  if (type === 'String' || type === 'Digital') return `none on a column of type ${type}`;
  if (held === null) return 'none, or beside it as "unit" the one that silver holds';
  const [from, to] = [UNITS.get(sent), UNITS.get(held)];
  // Of an unknown one its own name tells.
  if (from === undefined || to === undefined || converts(from, to)) return undefined;
  return `a unit of ${meaning(to)}, as "${held}" is, not of ${meaning(from)}`;
}

/** Whether the one is a number of the other; a gauge is one of what is absolute by the site's air. */
function converts(from: Unit, to: Unit): boolean {
  return meaning(from) === meaning(to) || (from.air !== '' && to.air !== '');
}

function meaning({ dimension, kind }: Unit): string {
  return kind === 'gauge' || kind === 'delta' ? `${dimension} (${kind})` : dimension;
}

function suggested(text: string): string {
  const found = nearest(text, [...UNITS.keys()]);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}
