import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Why a cell or an object is not good, as contract/reasons.csv has it. */
const reasonSchema = z.strictObject({
  code: z.string(),
  fate: z.enum(['bad', 'suspect', 'quarantined', 'refused']),
  words: z.string().min(1),
  remedy: z.string().min(1),
});

const tableSchema = z.strictObject({
  about: z.string(),
  columns: z.record(
    z.string(),
    z.strictObject({ type: z.string(), unit: z.string().optional(), meaning: z.string().min(1) }),
  ),
});

export type Reason = z.infer<typeof reasonSchema>;
export type Fate = Reason['fate'];
export type Table = z.infer<typeof tableSchema>;

/** Every reason, in the order of the file. */
export const REASONS: readonly Reason[] = z
  .array(reasonSchema)
  .parse(parse(readFileSync(join(import.meta.dirname, 'reasons.csv')), { columns: true }));

/** Every table, and every form of a row, by its name: contract/tables/<name>.json. */
export function tables(): Record<string, Table> {
  const folder = join(import.meta.dirname, 'tables');
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace(/\.json$/, ''),
      tableSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
    ]),
  );
}
