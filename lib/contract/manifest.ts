import { z } from 'zod';

const count = z.int().nonnegative();

/** A feeder's word on what it put into one object, in `<object>.manifest.json` beside it. */
export const manifestSchema = z.strictObject({
  rows: count,
  /** Earliest and latest time of a row, as text of the object itself; null where no row has a readable one. */
  minTime: z.string().nullable(),
  maxTime: z.string().nullable(),
  /** Rows by `<asset>|<attribute>`; a row that names no tag is in `rows` only. */
  perTag: z.record(z.string(), count),
  /** Of the object's bytes, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
  feederVersion: z.string().min(1),
});

export type Manifest = z.infer<typeof manifestSchema>;
