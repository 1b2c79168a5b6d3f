import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** A unit; `air` is how many atmospheres lie between a pressure unit's zero and vacuum, empty where it does not say. */
const unitSchema = z.object({ alias: z.string(), dimension: z.string(), kind: z.string(), air: z.string() });
export type Unit = z.infer<typeof unitSchema>;

/** Every unit by its spellings in contract/units.csv. */
export const UNITS: ReadonlyMap<string, Unit> = new Map(
  z
    .array(unitSchema)
    .parse(parse(readFileSync(join(import.meta.dirname, 'units.csv')), { columns: true }))
    .map((unit) => [unit.alias, unit]),
);
